import { error } from '@sveltejs/kit';
import { isAway, isProblem } from './shop-problem.ts';

/** What a page needs to be shown at all: the shop's no becomes an error page that says what to do. */
export async function orErrorPage<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (cause) {
    if (isProblem(cause, 'unknownProduct')) error(404, { message: 'We do not sell this here.', advice: 'It may be sold in another market: choose one at the top of the page.' });
    if (isProblem(cause, 'unknownOrder')) error(404, { message: 'We cannot show you this order.', advice: 'Open it in the browser that placed it, or sign in as its buyer.' });
    if (isProblem(cause, 'invalidCursor', 'invalidInput')) error(404, { message: 'There is nothing here.', advice: 'Begin again at the first page.' });
    if (isAway(cause)) error(503, { message: 'The shop is catching its breath.', advice: 'Nothing you did is lost. Please try again in a moment.' });
    throw cause;
  }
}
