import { publicApi, type AnswerOf } from '@banyan/contracts/public';
import type { CheckoutFields } from '../checkout-form.ts';
import type { OrderLine } from '../order-line.ts';
import { shopperCart } from './carts.ts';
import type { CookiePlace } from './cookies.ts';
import { keepPlaced } from './placed-orders.ts';
import type { Customer } from './customer.ts';
import type { Shop } from './shop.ts';

/** What a shopper orders. */
export interface Ordered {
  readonly cartId: string;
  readonly market: string;
  readonly lines: readonly OrderLine[];
  readonly fields: CheckoutFields;
}

/**
 * Places an order and keeps its receipt at the shopper's; the next product begins a new cart. The cart's id is in the idempotency key, so a
 * double click, a reload or a second try after a lost answer can only ever name the same order.
 * @throws {ShopProblem} that says what the shop would not take
 */
export async function placeOrder(
  event: CookiePlace & { readonly locals: { readonly shop: Shop; readonly customer: Customer | undefined } },
  { cartId, market, lines, fields }: Ordered,
): Promise<AnswerOf<typeof publicApi.placeOrder>> {
  const { shop, customer } = event.locals;
  const { email, payment, line2, name, line1, city, postcode, country } = fields;
  const accepted = await shop.api.ask(publicApi.placeOrder, {
    headers: { 'idempotency-key': `cart-${cartId}` },
    bearer: customer?.token,
    body: {
      market,
      ...(customer === undefined ? { email } : {}),
      lines: [...lines],
      shipTo: { name, line1, ...(line2 === '' ? {} : { line2 }), city, postcode, country },
      payment: { token: payment },
    },
  });
  keepPlaced(event, { orderId: accepted.orderId, receipt: accepted.receipt, cartId });
  shopperCart(shop.api, event, customer).leave();
  return accepted;
}
