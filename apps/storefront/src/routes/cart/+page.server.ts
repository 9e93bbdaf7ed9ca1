import { fail, redirect } from '@sveltejs/kit';
import { linesIn, shopperCart } from '#lib/server/carts.ts';
import { chosenMarket } from '#lib/server/chosen-market.ts';
import { quantityIn, textIn } from '#lib/server/form-fields.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { isProblem } from '#lib/server/shop-problem.ts';
import { totalOf } from '#lib/total.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { shop, customer, market } = event.locals;
  const { id } = await orErrorPage(chosenMarket(shop.goods, market));
  const cart = await orErrorPage(shopperCart(shop.api, event, customer).find());
  const lines = cart ? await orErrorPage(linesIn(shop.goods, id, cart)) : [];
  return { lines, total: totalOf(lines), sold: lines.every(({ product }) => product !== undefined) };
};

export const actions: Actions = {
  /** Sets how many pieces of a product are in the basket. */
  change: async (event) => {
    const form = await event.request.formData();
    const quantity = quantityIn(form.get('quantity'));
    if (quantity === undefined) return fail(400, { message: 'Choose how many: a whole number from 0 to 99.' });
    return put(event, textIn(form, 'sku'), quantity);
  },
  /** Takes a product out. */
  remove: async (event) => put(event, textIn(await event.request.formData(), 'sku'), 0),
};

async function put(event: RequestEvent, sku: string, quantity: number) {
  try {
    await orErrorPage(shopperCart(event.locals.shop.api, event, event.locals.customer).put(sku, quantity));
  } catch (error) {
    if (isProblem(error, 'cartFull', 'cartNotFound')) return fail(422, { message: 'The basket has changed meanwhile. Look at it once more.' });
    throw error;
  }
  redirect(303, '/cart');
}
