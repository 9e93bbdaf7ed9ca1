import { json } from '@sveltejs/kit';
import { orderBearer, orderView } from '#lib/server/order-view.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import type { RequestHandler } from './$types';

/** The order as it is now, for pages that cannot follow its events. */
export const GET: RequestHandler = async (event) => {
  const { shop, customer } = event.locals;
  return json(await orErrorPage(orderView(shop.api, event.params.orderId, orderBearer(event, customer))), { headers: { 'cache-control': 'no-store' } });
};
