import { setTimeout as pause } from 'node:timers/promises';
import type { Leftover } from '../checker/index.ts';
import { drain, type Recorder } from '../history/index.ts';

const betweenLooks = 250;

/** Looks that must find nothing, one after the other: a count may be a moment late. */
const enoughLooks = 2;

/**
 * Waits until nothing is left, and records that. What fails while it looks counts as something that is left.
 * @param given.within milliseconds after which it gives up
 * @returns how long it took; undefined if something was left
 */
export async function waitUntilDrained({ leftovers, recorder, within }: { readonly leftovers: () => Promise<readonly Leftover[]>; readonly recorder: Recorder; readonly within: number }): Promise<number | undefined> {
  const begun = recorder.begin(drain, {});
  const start = performance.now();
  let pending = 'nobody looked';
  for (let clean = 0; performance.now() - start < within; await pause(betweenLooks)) {
    pending = await leftovers().then(told, (error: unknown) => `it cannot be asked: ${String(error)}`);
    clean = pending === '' ? clean + 1 : 0;
    if (clean < enoughLooks) continue;
    begun.ok({});
    return performance.now() - start;
  }
  begun.fail({ pending: pending.slice(0, 2_000) });
  return undefined;
}

const told = (left: readonly Leftover[]) => left.map(({ where, count }) => `${count} in ${where}`).join(', ');
