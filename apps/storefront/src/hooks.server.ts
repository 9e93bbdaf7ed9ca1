import { onceToldToStop } from '@banyan/pages';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { customerOf } from '#lib/server/customer.ts';
import { openShop, type Shop } from '#lib/server/shop.ts';
import { isAway } from '#lib/server/shop-problem.ts';

let shop: Shop;

/** Reads what the host was told, before it takes anybody in. */
export const init: ServerInit = () => {
  shop = openShop(process.env);
  // Pages that follow an order come back to the next host by themselves.
  onceToldToStop(() => shop.following.close());
};

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
};

/** Says who asks and for which market; pages are theirs alone, so nobody else keeps them. */
export const handle: Handle = async ({ event, resolve }) => {
  event.locals.shop = shop;
  event.locals.customer = customerOf(event, new Date());
  event.locals.market = { chosen: event.cookies.get('market'), languages: event.request.headers.get('accept-language') };
  const response = await resolve(event);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  if (event.url.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=31536000');
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
  return response;
};

/** What a shopper is told of an error: a page's own words where it has some; what none has expected, the log has whole. */
export const handleError: HandleServerError = ({ kind, error }) => {
  if (kind === 'app') return;
  if (kind === 'framework') return { message: 'There is nothing here.', advice: 'The address may be mistyped, or what was here has gone.' };
  console.error(error);
  return isAway(error)
    ? { status: 503, message: 'The shop is catching its breath.', advice: 'Nothing you did is lost. Please try again in a moment.' }
    : { message: 'Something went wrong on our side.', advice: 'Please try again; if it happens once more, we have it in our log.' };
};
