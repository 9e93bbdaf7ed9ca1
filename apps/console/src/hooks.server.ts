import { onceToldToStop } from '@banyan/pages';
import { redirect } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { openDesk, type Desk } from '#lib/server/desk.ts';
import { isOurs } from '#lib/server/same-origin.ts';
import { userOf } from '#lib/server/session-cookie.ts';

let desk: Desk;

/** Reads what the host was told, before it takes anybody in. */
export const init: ServerInit = () => {
  desk = openDesk(process.env);
  // Pages that watch the traffic come back to the next host by themselves.
  onceToldToStop(() => desk.traffic.close());
};

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Where people go who have not signed in, and those who are about to leave. */
const open: ReadonlySet<string | null> = new Set(['/sign-in', '/sign-out']);

/** Sends away what another site began, who has not signed in, and viewers who would change something. */
export const handle: Handle = async ({ event, resolve }) => {
  const { request, url, route } = event;
  if (!isOurs(request, url.origin)) return new Response('This was not asked from these pages.\n', { status: 403 });
  event.locals.desk = desk;
  event.locals.user = await userOf(event, desk.sessions);
  const { user } = event.locals;
  if (!user && !open.has(route.id)) {
    if (route.id === '/live') return new Response('Sign in first.\n', { status: 401 });
    redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname + url.search)}`);
  }
  if (user?.role === 'viewer' && request.method !== 'GET' && request.method !== 'HEAD' && !open.has(route.id)) {
    return new Response('A viewer may look, and change nothing.\n', { status: 403 });
  }
  const response = await resolve(event);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  if (url.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=31536000');
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  return response;
};

/** What is told of an error: a page's own words where it has some; what none has expected, the log has whole. */
export const handleError: HandleServerError = ({ kind, error }) => {
  if (kind === 'app') return;
  if (kind === 'framework') return { message: 'There is nothing here.', advice: 'The address may be mistyped.' };
  console.error(error);
  return { message: 'Something went wrong in the console.', advice: 'Its log says what. Routes are as they were.' };
};
