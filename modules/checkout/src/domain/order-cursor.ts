import { OperationError } from '@banyan/contracts/define';

/** A place in a list of orders, newest first: right behind this order. */
export interface OrderPlace {
  /** ISO 8601 instant. */
  readonly acceptedAt: string;
  readonly orderId: string;
}

const form = /^(\d{1,13})\.(ord_[A-Za-z0-9_-]{23,40})$/;

/** The place as text that tells a shopper nothing. */
export function cursorOf({ acceptedAt, orderId }: OrderPlace): string {
  return Buffer.from(`${Date.parse(acceptedAt)}.${orderId}`).toString('base64url');
}

/**
 * The place that a cursor stands for.
 * @throws {OperationError} `invalidCursor`
 */
export function placeAt(cursor: string): OrderPlace {
  const [, milliseconds, orderId] = form.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (milliseconds === undefined || orderId === undefined) {
    throw new OperationError('invalidCursor', {}, "The cursor is none of this list. Use an answer's `next`, or leave it out to begin with the newest order.");
  }
  return { acceptedAt: new Date(Number(milliseconds)).toISOString(), orderId };
}
