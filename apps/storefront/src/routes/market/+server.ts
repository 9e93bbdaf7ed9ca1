import { redirect } from '@sveltejs/kit';
import { keepCookie } from '#lib/server/cookies.ts';
import { backTo } from '#lib/server/back-to.ts';
import { textIn } from '#lib/server/form-fields.ts';
import type { RequestHandler } from './$types';

/** Keeps the market that was chosen, and goes back to where it was chosen. */
export const POST: RequestHandler = async (event) => {
  const form = await event.request.formData();
  const chosen = textIn(form, 'market');
  const markets = await event.locals.shop.goods.markets().catch(() => []);
  if (markets.some(({ id }) => id === chosen)) keepCookie(event, 'market', chosen, { days: 365 });
  redirect(303, backTo(textIn(form, 'back'), event.url));
};
