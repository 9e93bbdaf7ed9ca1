import { setTimeout as pause } from 'node:timers/promises';
import type { Injected } from './fault.ts';

/**
 * A fault that happens again and again until it is healed.
 * @param once does it, whole: afterwards everything is there again. Returns what shows that it took effect
 * @param between milliseconds until the next time, asked anew each time
 */
export async function again(once: () => Promise<string>, between: () => number): Promise<Injected> {
  const evidence = await once();
  const healed = new AbortController();
  const going = (async () => {
    while (!healed.signal.aborted) {
      await pause(between(), undefined, { signal: healed.signal }).catch(() => undefined);
      if (!healed.signal.aborted) await once();
    }
  })();
  going.catch(() => undefined);
  return {
    evidence,
    heal: () => {
      healed.abort();
      return going;
    },
  };
}
