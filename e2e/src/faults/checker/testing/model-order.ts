import { demandOf } from '../../history/index.ts';
import type { OrderLine } from '@banyan/contracts/values';
import type { RecordedStep } from '../witnesses/order-rows.ts';
import type { ModelBooks } from './model-books.ts';

/** What all pieces cost. */
export const price = 250;

/** What is known of an order when it is taken. */
export interface Taken {
  readonly orderId: string;
  readonly buyer: string;
  readonly mark: string;
  readonly lines: readonly OrderLine[];
  /** Whether its payment will be approved. */
  readonly solvent: boolean;
}

/** Prices, reserves, charges, and confirms or rejects: all or nothing. */
export function place({ orderId, buyer, mark, lines, solvent }: Taken, books: ModelBooks, tell: (step: RecordedStep) => void): void {
  const demand = demandOf(lines);
  const total = { amount: demand.reduce((sum, { quantity }) => sum + quantity * price, 0), currency: 'GBP' };
  const order = { orderId, buyer, mark, market: 'GB', lines: demand.map((line) => ({ ...line, unitPrice: price })), total };
  const step = (name: RecordedStep) => {
    books.step({ ...order, reason: null }, name);
    tell(name);
  };
  step('priced');
  if (!books.reserve(orderId, demand)) return step('outOfStock');
  step('reserved');
  if (books.charge(orderId, total, solvent)) return step('charged');
  step('declined');
  books.release(orderId);
  step('released');
}

/** Gives money and stock of a confirmed order back. */
export function undo(orderId: string, books: ModelBooks, tell: (step: RecordedStep) => void): void {
  const order = books.orders.get(orderId);
  if (order?.status !== 'confirmed') return;
  const step = (name: RecordedStep) => {
    books.step(order, name);
    tell(name);
  };
  books.refund(orderId);
  step('refunded');
  books.release(orderId);
  step('released');
}
