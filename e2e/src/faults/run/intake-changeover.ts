import { setTimeout as pause } from 'node:timers/promises';
import { changeover, type Recorder } from '../history/index.ts';
import type { Leftover } from '../checker/index.ts';

/** What the log of a monolith says when its intake changes ways. */
const toTheQueue = /the queue takes orders/g;
const toTheDatabase = /orders go into the database again/g;
/** An order that has left these has its place in its lane. */
const waitsForIntake = /^(banyan-checkout-intake\.fifo|intakes?\b)/;

const betweenLooks = 250;

interface Watched {
  readonly recorder: Recorder;
  /** Of all monoliths that run. */
  readonly logs: () => Promise<readonly string[]>;
  readonly leftovers: () => Promise<readonly Leftover[]>;
}

/**
 * Records that intake may change its way from now on, which only a shop with queues can do.
 * @returns to be called once the fault is healed: from then on it watches for all to be on one way again, with nothing left on the other
 */
export function beginChangeover({ recorder, logs, leftovers }: Watched): (signal: AbortSignal) => Promise<void> {
  const begun = recorder.begin(changeover, {});
  const isOver = async () => {
    const texts = await logs();
    const settled = texts.every((text) => countOf(text, toTheQueue) === countOf(text, toTheDatabase));
    return settled && !(await leftovers()).some(({ where }) => waitsForIntake.test(where));
  };
  return async (signal) => {
    for (let quiet = 0; quiet < 2 && !signal.aborted; ) {
      quiet = (await isOver().catch(() => false)) ? quiet + 1 : 0;
      await pause(betweenLooks, undefined, { signal }).catch(() => undefined);
      if (quiet === 2) return begun.ok({});
    }
  };
}

const countOf = (text: string, words: RegExp) => text.match(words)?.length ?? 0;
