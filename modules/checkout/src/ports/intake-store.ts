import type { OutboxMessage } from '@banyan/outbox';
import type { OrderIntake } from '../domain/order-view.ts';
import type { RequestFingerprint } from '../crypto/request-fingerprint.ts';

/** An accepted order with the answer it was given and the message that has it processed. */
export interface NewIntake extends OrderIntake, RequestFingerprint {
  /** JSON text, to be repeated as it is. */
  readonly answer: string;
  readonly message: OutboxMessage;
}

/** What an earlier request under the same request key led to. */
export interface EarlierIntake {
  readonly orderId: string;
  readonly requestHash: string;
  readonly answer: string;
}

/** Where accepted orders become durable. */
export interface IntakeStore {
  /**
   * Makes the intake and its message durable, both or neither, and only then resolves. Nothing happens and the
   * earlier intake is given if its request key is taken; if that is being taken just now, the call waits to see.
   */
  take(intake: NewIntake): Promise<'taken' | EarlierIntake>;
  findEarlier(requestKey: string): Promise<EarlierIntake | null>;
}
