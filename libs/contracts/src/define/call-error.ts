const brand = Symbol.for('banyan:CallError');

/**
 * - `contractViolation`: the input or the answer does not fit the schema
 * - `unauthenticated`, `forbidden`: the call is not signed, or not for this principal
 * - `comparisonOnly`: it would change something, for a call that is made for comparison only
 * - `unknownOperation`: the host does not serve it
 * - `deadlineExceeded`, `unavailable`: no answer in time, or nobody there
 * - `internal`: the handler failed in a way its contract does not declare
 */
export type CallErrorCode =
  | 'contractViolation'
  | 'unauthenticated'
  | 'forbidden'
  | 'comparisonOnly'
  | 'unknownOperation'
  | 'deadlineExceeded'
  | 'unavailable'
  | 'internal';

/** Whether the handler may have run: only after `no` may a write be sent again without an idempotency key. */
export type Executed = 'no' | 'unknown';

/** A failure of the call itself; it means the same in every placement. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly [brand] = true;
  readonly code: CallErrorCode;
  /** The operation's address, `catalog.getProduct`. */
  readonly operation: string;
  readonly details: CallErrorDetails;

  /** @param message what happened and what to do next, for people */
  constructor(
    code: CallErrorCode,
    operation: string,
    message: string,
    details: CallErrorDetails = { executed: 'unknown' },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.operation = operation;
    this.details = details;
  }
}

export interface CallErrorDetails {
  readonly executed: Executed;
  readonly violations?: readonly Violation[];
}

/** One way in which a value does not fit its schema. */
export interface Violation {
  /** JSON pointer (RFC 6901) into the value. */
  readonly pointer: string;
  readonly message: string;
}

/** Recognises the error by its brand, so that two copies of this package understand each other. */
export function isCallError(error: unknown): error is CallError {
  return typeof error === 'object' && error !== null && brand in error;
}
