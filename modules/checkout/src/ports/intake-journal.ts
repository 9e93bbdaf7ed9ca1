import type { OutboxMessage } from '@banyan/outbox';
import type { RequestFingerprint } from '../crypto/request-fingerprint.ts';

/** By which an order that is yet to be recorded is known in the journal. */
export interface JournalKey extends RequestFingerprint {
  readonly orderId: string;
}

/** Keeps orders that wait in a queue which forgets, until they are recorded. */
export interface IntakeJournal {
  /** Resolves once the order outlives this process and its machine's next start. */
  keep(order: JournalKey, call: OutboxMessage): Promise<void>;
  /** The order is recorded. It never fails: what is left over is found out later. */
  forget(order: JournalKey): Promise<void>;
}
