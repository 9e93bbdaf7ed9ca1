import type { OrderSummary } from '@banyan/contracts/checkout';
import type { CallContext } from '@banyan/contracts/define';
import { cursorOf, placeAt } from '../domain/order-cursor.ts';
import { customerIdOf } from '../domain/shopper.ts';
import type { BookedSummary, OrderBook } from '../ports/order-book.ts';

interface OrderPage {
  items: OrderSummary[];
  next: string | null;
}

/** Lists the customer's orders as last heard of, newest first. */
export function listOrders({ book }: { readonly book: OrderBook }) {
  return async (
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
    { principal }: CallContext,
  ): Promise<OrderPage> => {
    const customerId = customerIdOf(principal);
    if (customerId === null) return { items: [], next: null };
    const found = await book.list(customerId, cursor === undefined ? null : placeAt(cursor), limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(summaryOf), next: last && found.length > limit ? cursorOf(last) : null };
  };
}

function summaryOf({ orderId, status, market, acceptedAt, total }: BookedSummary): OrderSummary {
  return { orderId, status: status ?? 'accepted', market, acceptedAt, ...(total ? { total } : {}) };
}
