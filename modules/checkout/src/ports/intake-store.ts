import type { OrderState } from '@banyan/contracts/orders';
import type { OutboxMessage } from '@banyan/outbox';
import type { OrderIntake } from '../domain/order-view.ts';
import type { RequestFingerprint } from '../crypto/request-fingerprint.ts';

/** An accepted order with the answer it was given and what comes of it. */
export interface NewIntake extends OrderIntake, RequestFingerprint {
  /** JSON text, to be repeated as it is. */
  readonly answer: string;
  readonly then:
    /** The message has it processed. */
    | { readonly kind: 'process'; readonly message: OutboxMessage }
    /** It ends here and now, in this state. */
    | { readonly kind: 'reject'; readonly state: OrderState };
}

/** What an earlier request under the same request key led to. */
export interface EarlierIntake {
  readonly orderId: string;
  readonly requestHash: string;
  readonly answer: string;
}

/** A request that was accepted, though another one under its key is the one that counts. */
export interface UnexecutedRequest {
  /** The order that counts. */
  readonly orderId: string;
  readonly requestHash: string;
  /** ISO 8601 instant. */
  readonly acceptedAt: string;
}

/** Where accepted orders become durable. */
export interface IntakeStore {
  /**
   * Makes the intake and what comes of it durable, all or nothing, and only then resolves. Nothing happens and the
   * earlier intake is given if its request key is taken; if that is being taken just now, the call waits to see.
   */
  take(intake: NewIntake): Promise<'taken' | EarlierIntake>;
  findEarlier(requestKey: string): Promise<EarlierIntake | null>;
  /** Whether the order is recorded. */
  has(orderId: string): Promise<boolean>;
  /** Keeps in mind that the request is never executed, once. */
  keepUnexecuted(request: UnexecutedRequest): Promise<void>;
  /** Those of the requests that are recorded, whether as the order that counts or as never executed. */
  recordedAmong<R extends RequestFingerprint>(requests: readonly R[]): Promise<R[]>;
  /** Resolves if the store can be asked. */
  answers(): Promise<void>;
}
