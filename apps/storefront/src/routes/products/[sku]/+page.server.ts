import { fail, redirect } from '@sveltejs/kit';
import { shopperCart } from '#lib/server/carts.ts';
import { chosenMarket } from '#lib/server/chosen-market.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { quantityIn } from '#lib/server/form-fields.ts';
import { isProblem } from '#lib/server/shop-problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const { goods } = locals.shop;
  const market = await orErrorPage(chosenMarket(goods, locals.market));
  const product = await orErrorPage(goods.product(market.id, params.sku));
  const others = await goods.products(market.id, { brand: product.brand, limit: 5 }).catch(() => undefined);
  return { product, others: others?.items.filter(({ sku }) => sku !== product.sku).slice(0, 4) ?? [], added: url.searchParams.has('added') };
};

export const actions: Actions = {
  /** Puts pieces into the basket; told by the address, so that a reload adds none. */
  default: async (event) => {
    const { sku } = event.params;
    const quantity = quantityIn((await event.request.formData()).get('quantity'));
    if (quantity === undefined || quantity === 0) return fail(400, { message: 'Choose how many: a whole number from 1 to 99.' });
    try {
      await orErrorPage(shopperCart(event.locals.shop.api, event, event.locals.customer).add(sku, quantity));
    } catch (error) {
      if (isProblem(error, 'cartFull')) return fail(422, { message: 'The basket is full. Order what is in it first.' });
      throw error;
    }
    redirect(303, `/products/${encodeURIComponent(sku)}?added`);
  },
};
