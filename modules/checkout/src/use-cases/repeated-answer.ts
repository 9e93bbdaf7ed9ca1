import type { AcceptedOrder } from '@banyan/contracts/checkout';
import { OperationError } from '@banyan/contracts/define';
import type { EarlierIntake } from '../ports/intake-store.ts';

/**
 * The answer that the same request had before.
 * @throws {OperationError} `idempotencyKeyReused` if it was another request
 */
export function repeatedAnswer({ orderId, requestHash, answer }: EarlierIntake, asked: { readonly requestHash: string }): AcceptedOrder {
  if (requestHash !== asked.requestHash) {
    throw new OperationError(
      'idempotencyKeyReused',
      { orderId },
      `This idempotency key has already ordered ${orderId} with another request. Use a new key for a new order.`,
    );
  }
  return givenAnswer(answer);
}

/** An answer from its JSON text. */
export function givenAnswer(answer: string): AcceptedOrder {
  return JSON.parse(answer) as AcceptedOrder;
}
