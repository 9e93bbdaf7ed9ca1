const brand = Symbol.for('banyan:Unavailable');

/**
 * Something that a handler needs cannot be reached now, a database for instance. Its caller gets a `CallError` with the
 * code `unavailable`, and may ask again; what a handler had begun may have happened.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly [brand] = true;
  /** What cannot be reached, as people call it: `PostgreSQL`. */
  readonly what: string;

  constructor(what: string, options?: ErrorOptions) {
    super(`${what} cannot be reached now; ask again in a moment.`, options);
    this.what = what;
  }
}

/** Recognises the error by its brand, so that two copies of this package understand each other. */
export function isUnavailable(error: unknown): error is Unavailable {
  return typeof error === 'object' && error !== null && brand in error;
}
