import { publicApi } from '@banyan/contracts/public';
import { redirect } from '@sveltejs/kit';
import { forgetCustomer } from '#lib/server/customer.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { placedCarts } from '#lib/server/placed-orders.ts';
import { isProblem } from '#lib/server/shop-problem.ts';
import type { PageServerLoad } from './$types';

/** The customer's orders; a guest's are those placed in this browser. */
export const load: PageServerLoad = async (event) => {
  const { shop, customer } = event.locals;
  const here = placedCarts(event).map(({ orderId }) => orderId);
  if (!customer) return { orders: [], here, next: null };
  const cursor = event.url.searchParams.get('cursor') ?? undefined;
  try {
    const { items, next } = await orErrorPage(shop.api.ask(publicApi.listOrders, { query: { cursor, limit: 20 }, bearer: customer.token }));
    return { orders: items, here: [], next };
  } catch (error) {
    if (!isProblem(error, 'invalidSession')) throw error;
    forgetCustomer(event);
    redirect(303, '/account/sign-in?back=/orders');
  }
};
