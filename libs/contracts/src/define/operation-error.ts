const brand = Symbol.for('banyan:OperationError');

/** A failure that the operation's contract declares: the caller may rely on its code and data in every placement. */
export class OperationError<D = unknown> extends Error {
  override readonly name = 'OperationError';
  readonly [brand] = true;
  readonly code: string;
  readonly data: D;

  /** @param message what happened and what to do next, for people */
  constructor(code: string, data: D, message: string) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Recognises the error by its brand, so that two copies of this package understand each other. */
export function isOperationError(error: unknown): error is OperationError {
  return typeof error === 'object' && error !== null && brand in error;
}
