const brand = Symbol.for('banyan:GivenUp');

/** A handler did not end within its time. It may still run; whatever it does in its turn changes nothing any more. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
  readonly [brand] = true;

  /** @param milliseconds that it had */
  constructor(milliseconds: number) {
    super(`The handler had not ended after ${milliseconds} ms and was given up.`);
  }
}

/** Recognises the error by its brand, so that two copies of this package understand each other. */
export function isGivenUp(error: unknown): error is GivenUp {
  return typeof error === 'object' && error !== null && brand in error;
}

/**
 * Waits for work, but not longer than it is allowed.
 * @param giveUp is handed the work that goes on alone
 * @throws {GivenUp}
 */
export async function within<T>(milliseconds: number, work: Promise<T>, giveUp: (work: Promise<T>) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      giveUp(work);
      reject(new GivenUp(milliseconds));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
