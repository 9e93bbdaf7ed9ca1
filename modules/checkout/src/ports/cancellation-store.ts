import type { OutboxMessage } from '@banyan/outbox';

/** A shopper's wish to cancel an order, with the message that has it carried out; null for an order that has ended. */
export interface Cancellation {
  readonly orderId: string;
  /** ISO 8601 instant. */
  readonly requestedAt: string;
  readonly message: OutboxMessage | null;
}

/** Where cancellations become durable. */
export interface CancellationStore {
  /**
   * Makes the cancellation and its message durable, both or neither; nothing happens if the order has one.
   * @returns when the order's cancellation was requested first
   */
  request(cancellation: Cancellation): Promise<string>;
}
