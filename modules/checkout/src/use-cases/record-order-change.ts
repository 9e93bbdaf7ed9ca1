import type { CallContext, Turn } from '@banyan/contracts/define';
import type { OrderChange } from '@banyan/contracts/orders';
import type { OrderBook } from '../ports/order-book.ts';

/** Keeps what the orders module tells of an order, unless something newer is known already. */
export function recordOrderChange({ book, now }: { readonly book: OrderBook; readonly now: () => Date }) {
  return (change: OrderChange, _context: CallContext, turn: Turn): Promise<void> => book.keepInTurn(change, now(), turn);
}
