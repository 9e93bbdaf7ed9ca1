import { publicApi } from '@banyan/contracts/public';
import { fail, redirect } from '@sveltejs/kit';
import { shopperCart } from '#lib/server/carts.ts';
import { orderBearer, orderView } from '#lib/server/order-view.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { isAway } from '#lib/server/shop-problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { shop, customer } = event.locals;
  const order = await orErrorPage(orderView(shop.api, event.params.orderId, orderBearer(event, customer)));
  return { order, again: event.url.searchParams.has('again'), cancelling: event.url.searchParams.has('cancelling') };
};

export const actions: Actions = {
  /** Wishes the order cancelled; what became of that, the page tells. */
  cancel: async (event) => {
    const { shop, customer } = event.locals;
    const { orderId } = event.params;
    const cancelling = shop.api.ask(publicApi.cancelOrder, { params: { orderId }, bearer: orderBearer(event, customer) });
    try {
      await cancelling;
    } catch (error) {
      if (isAway(error)) return fail(503, { message: 'The shop could not take this just now. Please press the button again in a moment.' });
      return orErrorPage(cancelling);
    }
    redirect(303, `/orders/${orderId}?cancelling`);
  },
  /** Puts what was ordered into a new basket. */
  refill: async (event) => {
    const { shop, customer } = event.locals;
    const { lines = [] } = await orErrorPage(orderView(shop.api, event.params.orderId, orderBearer(event, customer)));
    const cart = shopperCart(shop.api, event, customer);
    for (const { sku, quantity } of lines) await orErrorPage(cart.add(sku, quantity));
    redirect(303, '/cart');
  },
};
