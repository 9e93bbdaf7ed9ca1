import type { CallContext } from '@banyan/contracts/define';
import type { Receipts } from '../crypto/receipts.ts';
import { customerIdOf } from '../domain/shopper.ts';
import { unknownOrder } from '../domain/unknown-order.ts';
import type { BookedOrder, OrderBook } from '../ports/order-book.ts';

/** An order, and the receipt if the shopper shows one. */
export interface OneOrder {
  readonly orderId: string;
  readonly receipt?: string;
}

/**
 * The order, for its customer or for whoever holds its receipt.
 * @throws {OperationError} `unknownOrder` for everybody else
 */
export async function findOwnOrder(
  { book, receipts }: { readonly book: OrderBook; readonly receipts: Receipts },
  { orderId, receipt }: OneOrder,
  { principal }: CallContext,
): Promise<BookedOrder> {
  const order = await book.find(orderId);
  const holdsReceipt = receipt !== undefined && receipts.read(receipt)?.orderId === orderId;
  if (!order || !(holdsReceipt || customerIdOf(principal) === order.intake.buyer)) throw unknownOrder(orderId);
  return order;
}
