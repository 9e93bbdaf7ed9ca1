import { error, redirect } from '@sveltejs/kit';
import type { ControlApi } from './control-api.ts';
import { ControlUnreachable, isRefusal } from './control-problem.ts';
import type { Desk } from './desk.ts';
import type { SignedIn } from './sessions.ts';

interface Visit {
  readonly locals: { readonly desk: Desk; readonly user: SignedIn | undefined };
  readonly url: URL;
}

/** Who has signed in. The hook has sent everybody else away; this says so to the compiler. */
export function userHere({ locals: { user }, url }: Visit): SignedIn {
  return user ?? redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname + url.search)}`);
}

/** The control API, as whoever has signed in sees it. */
export function controlHere(visit: Visit): ControlApi {
  return visit.locals.desk.control(userHere(visit).token);
}

/** Only for operators; the control API holds to that by itself as well. */
export function requireOperator(visit: Visit): SignedIn {
  const user = userHere(visit);
  return user.role === 'operator' ? user : error(403, { message: 'A viewer may look, and change nothing.', advice: 'Sign in with the operator’s token.' });
}

/** What a page needs to be shown at all: the control API's no becomes an error page that says what to do. */
export async function orErrorPage<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (cause) {
    if (isRefusal(cause, 'unauthenticated')) redirect(303, '/sign-in?ended');
    if (isRefusal(cause)) error(cause.problem.status, { message: cause.problem.title, advice: cause.problem.next });
    if (cause instanceof ControlUnreachable) error(503, { message: 'The control API does not answer.', advice: 'The shop goes on with the routes it has. This page comes back by itself once it does.' });
    throw cause;
  }
}
