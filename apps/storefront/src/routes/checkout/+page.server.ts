import { fail, redirect } from '@sveltejs/kit';
import { linesIn, shopperCart } from '#lib/server/carts.ts';
import { chosenMarket } from '#lib/server/chosen-market.ts';
import { textIn } from '#lib/server/form-fields.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import { forgetCustomer } from '#lib/server/customer.ts';
import { placedCarts } from '#lib/server/placed-orders.ts';
import { placeOrder } from '#lib/server/place-order.ts';
import { emptyFields, linesSeen, refusedFields, type CheckoutFields, type FieldMistakes } from '#lib/checkout-form.ts';
import { totalOf } from '#lib/total.ts';
import { isAway, isProblem, type ShopProblem } from '#lib/server/shop-problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { shop, customer, market } = event.locals;
  const { id } = await orErrorPage(chosenMarket(shop.goods, market));
  const cart = await orErrorPage(shopperCart(shop.api, event, customer).find());
  if (!cart || cart.lines.length === 0) {
    const [latest] = placedCarts(event);
    if (!latest) redirect(303, '/cart');
    return { placed: latest.orderId, cartId: '', lines: [], total: undefined };
  }
  const lines = await orErrorPage(linesIn(shop.goods, id, cart));
  return { placed: undefined, cartId: cart.cartId, lines, total: totalOf(lines) };
};

export const actions: Actions = {
  /** Places the order. A cart is ordered once: whoever sends it again comes to the order that it became. */
  default: async (event) => {
    const form = await event.request.formData();
    const cartId = textIn(form, 'cart');
    const before = placedCarts(event).find((placed) => placed.cartId === cartId);
    if (before) redirect(303, `/orders/${before.orderId}?again`);

    const fields: CheckoutFields = {
      email: textIn(form, 'email'),
      name: textIn(form, 'name'),
      line1: textIn(form, 'line1'),
      line2: textIn(form, 'line2'),
      city: textIn(form, 'city'),
      postcode: textIn(form, 'postcode'),
      country: textIn(form, 'country'),
      payment: textIn(form, 'payment'),
    };
    const refuse = (status: number, mistakes: FieldMistakes, message: string) => fail(status, { fields, mistakes, message });
    const empty = emptyFields(fields, { guest: event.locals.customer === undefined });
    if (Object.keys(empty).length > 0) return refuse(400, empty, 'Something is still missing:');

    const lines = linesSeen(form.getAll('sku').map(String), form.getAll('quantity').map(String));
    let orderId: string;
    let again = '';
    try {
      ({ orderId } = await placeOrder(event, { cartId, market: textIn(form, 'market'), lines, fields }));
    } catch (error) {
      if (isProblem(error, 'invalidInput')) return refuse(400, refusedFields(error.problem.errors ?? []), 'Something does not fit yet:');
      if (isProblem(error, 'invalidSession')) {
        forgetCustomer(event);
        return refuse(401, {}, 'You have been signed out meanwhile. Fill in your e-mail address to order as a guest, or sign in again.');
      }
      if (isAway(error)) return refuse(503, {}, 'The shop cannot take orders just now. Nothing was ordered or charged; please press the button again in a moment.');
      if (!isProblem(error, 'idempotencyKeyReused')) throw error;
      orderId = orderOf(error);
      again = '?again';
    }
    redirect(303, `/orders/${orderId}${again}`);
  },
};

function orderOf({ problem }: ShopProblem): string {
  return (problem.data as { orderId: string }).orderId;
}
