import { publicApi, type AnswerOf } from '@banyan/contracts/public';
import type { CookiePlace } from './cookies.ts';
import type { Customer } from './customer.ts';
import { receiptHere } from './placed-orders.ts';
import type { ShopApi } from './shop-api.ts';

export type Order = AnswerOf<typeof publicApi.getOrder>;

/** What opens the order whose page is asked for: its receipt, else the session. */
export function orderBearer(place: CookiePlace, customer: Customer | undefined): string | undefined {
  return receiptHere(place) ?? customer?.token;
}

/** The order as the shop knows it now. */
export function orderView(api: ShopApi, orderId: string, bearer: string | undefined): Promise<Order> {
  return api.ask(publicApi.getOrder, { params: { orderId }, bearer });
}
