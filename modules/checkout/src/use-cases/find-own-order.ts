import { isUnavailable, type CallContext } from '@banyan/contracts/define';
import type { Receipts } from '../crypto/receipts.ts';
import type { ReceiptedOrder } from '../domain/order-view.ts';
import { customerIdOf } from '../domain/shopper.ts';
import { unknownOrder } from '../domain/unknown-order.ts';
import type { BookedOrder, OrderBook } from '../ports/order-book.ts';
import { databasePatienceMs } from './intake-switch.ts';
import { within } from './within.ts';

/** An order, and the receipt if the shopper shows one. */
export interface OneOrder {
  readonly orderId: string;
  readonly receipt?: string;
}

/** The shopper's order: recorded, or known by its receipt alone since it is not recorded yet or cannot be looked up. */
export type OwnOrder =
  | { readonly kind: 'recorded'; readonly order: BookedOrder }
  | { readonly kind: 'receipted'; readonly order: ReceiptedOrder };

/**
 * The order, for its customer or for whoever holds its receipt.
 * @throws {OperationError} `unknownOrder` for everybody else
 */
export async function findOwnOrder(
  { book, receipts }: { readonly book: OrderBook; readonly receipts: Receipts },
  { orderId, receipt }: OneOrder,
  { principal }: CallContext,
): Promise<OwnOrder> {
  const claim = receipt === undefined ? null : receipts.read(receipt);
  if (claim?.orderId === orderId) {
    const order = await findInTime(book, orderId);
    return order ? { kind: 'recorded', order } : { kind: 'receipted', order: claim };
  }
  const order = await book.find(orderId);
  if (order && customerIdOf(principal) === order.intake.buyer) return { kind: 'recorded', order };
  throw unknownOrder(orderId);
}

async function findInTime(book: OrderBook, orderId: string): Promise<BookedOrder | null> {
  try {
    return await within(databasePatienceMs, 'PostgreSQL', book.find(orderId));
  } catch (error) {
    if (isUnavailable(error)) return null;
    throw error;
  }
}
