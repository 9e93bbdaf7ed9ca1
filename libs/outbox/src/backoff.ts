const first = 50;
const cap = 5_000;

/**
 * Milliseconds to wait before the next attempt: 50 after the first failure, doubling up to 5,000. Up to half of it
 * is taken off by chance, so that lanes which failed together do not return together.
 * @param failures 1, 2, 3 …
 * @param random gives numbers from 0 up to, not including, 1
 */
export function backoff(failures: number, random: () => number): number {
  const full = Math.min(cap, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (1 - random() / 2));
}

/**
 * Repeats work that is safe to repeat, with a backoff between the attempts.
 * @throws what the last attempt threw
 */
export async function repeated<T>(work: () => Promise<T>, limits: { readonly attempts: number; readonly random: () => number }): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await work();
    } catch (error) {
      if (failures >= limits.attempts) throw error;
      await pause(backoff(failures, limits.random));
    }
  }
}

/** By the global timer, as all that waits here: whoever replaces that one replaces them all. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
