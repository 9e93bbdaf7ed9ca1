import { redirect } from '@sveltejs/kit';
import { shopperCart } from '#lib/server/carts.ts';
import { forgetCustomer } from '#lib/server/customer.ts';
import type { RequestHandler } from './$types';

/** Forgets who was signed in here; their basket stays theirs. */
export const POST: RequestHandler = (event) => {
  shopperCart(event.locals.shop.api, event, event.locals.customer).leave();
  forgetCustomer(event);
  redirect(303, '/');
};
