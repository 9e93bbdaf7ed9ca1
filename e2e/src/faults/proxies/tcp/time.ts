import { setTimeout as pause } from 'node:timers/promises';

/** What toxics know of time. */
export interface Time {
  /** Milliseconds of a clock that is never set. */
  now(): number;
  /** Resolves after so many milliseconds, and at once when the signal says that nobody waits any more. */
  pause(milliseconds: number, over: AbortSignal): Promise<void>;
}

/** The machine's own. */
export const realTime: Time = {
  now: () => performance.now(),
  pause: async (milliseconds, signal) => {
    if (milliseconds > 0) await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  },
};
