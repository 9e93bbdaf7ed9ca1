import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two looks at what is due. */
const tick = 20;
/** Never more of them under way; what would be is left out, so that a slow shop is not overrun. */
const atOnce = 48;

/** Does something so many times a second until the signal is given, and waits for what is under way. */
export async function steadily(perSecond: number, work: () => Promise<unknown>, { clock, signal }: { readonly clock: () => number; readonly signal: AbortSignal }): Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  let before = clock();
  let due = 0;
  while (!signal.aborted) {
    const now = clock();
    due = Math.min(atOnce, due + ((now - before) / 1_000) * perSecond);
    before = now;
    for (; due >= 1; due -= 1) {
      if (underWay.size >= atOnce) continue;
      const one = work().finally(() => underWay.delete(one));
      underWay.add(one);
      one.catch(() => undefined);
    }
    await pause(tick, undefined, { signal }).catch(() => undefined);
  }
  await Promise.allSettled(underWay);
}
