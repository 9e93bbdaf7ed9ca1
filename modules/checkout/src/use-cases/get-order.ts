import type { OrderView } from '@banyan/contracts/checkout';
import type { CallContext } from '@banyan/contracts/define';
import type { Receipts } from '../crypto/receipts.ts';
import { isFinal, orderView, receiptedView, type KeptState, type OrdersAnswer } from '../domain/order-view.ts';
import type { OrderBook } from '../ports/order-book.ts';
import type { AskOrders } from './ask-orders.ts';
import { findOwnOrder, type OneOrder } from './find-own-order.ts';

interface GetOrderNeeds {
  readonly book: OrderBook;
  readonly receipts: Receipts;
  readonly ask: AskOrders;
  readonly now: () => Date;
}

/**
 * Shows an order, fresh if the orders module can be asked, else as last heard of. What orders says is kept
 * before it is shown, so that a shopper who has seen a status never sees an older one as fresh. While its row is not
 * there or cannot be looked up, whoever holds the receipt still sees that it was accepted.
 */
export function getOrder({ book, receipts, ask, now }: GetOrderNeeds) {
  return async (input: OneOrder, context: CallContext): Promise<OrderView> => {
    const own = await findOwnOrder({ book, receipts }, input, context);
    if (own.kind === 'receipted') return receiptedView(own.order);
    const { intake, kept } = own.order;
    const answer: OrdersAnswer = kept && isFinal(kept.state) ? { kind: 'state', state: kept.state } : await ask(intake);
    const at = now();
    if (isNews(answer, kept)) await book.keep(answer.state, at);
    return orderView(own.order, answer, at.toISOString());
  };
}

function isNews(answer: OrdersAnswer, kept: KeptState | null): answer is OrdersAnswer & { kind: 'state' } {
  return answer.kind === 'state' && answer.state.revision > (kept?.state.revision ?? 0);
}
