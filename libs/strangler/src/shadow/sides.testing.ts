import type { Call } from '../calls/conclude.ts';
import { aContext, stock } from '../fixtures.ts';
import { operationsOf } from '../operations-of.ts';
import { createShadow } from './shadow.ts';
import type { AnsweredCall, ShadowOptions } from './shadow-options.ts';

const addressed = (name: string) => operationsOf(stock).find(({ address }) => address === `stock.${name}`)!;
export const count = addressed('count');
export const take = addressed('take');

/** Numbers from 0 to below 1 by a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A clock that stands until it is moved, and runs what is due. */
export function handClock() {
  let time = 1_000;
  const due = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => time,
    after: (milliseconds: number, run: () => void) => {
      const entry = { at: time + milliseconds, run };
      due.add(entry);
      return () => void due.delete(entry);
    },
    waiting: () => due.size,
    /** Moves on, and lets everything that follows from it happen. */
    pass: async (milliseconds: number) => {
      time += milliseconds;
      for (const entry of [...due].filter(({ at }) => at <= time).sort((one, other) => one.at - other.at)) {
        if (due.delete(entry)) entry.run();
      }
      await settled();
    },
  };
}

/** Ends once every promise that could go on has gone on. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

export type HandClock = ReturnType<typeof handClock>;

/** A shadow of the small shop between two sides. */
export function shadowBetween(home: Call, target: Call, clock: HandClock, options: Partial<ShadowOptions> = {}) {
  return createShadow({
    target: 'stock-2',
    repeatAtHome: () => home,
    atTarget: () => target,
    now: clock.now,
    after: clock.after,
    random: seeded(1),
    onDefect: (error) => {
      throw error;
    },
    ...options,
  });
}

/** A call of `count` that home has answered. */
export function counted(sku: string, answer: unknown, version = 1): AnsweredCall {
  return { addressed: count, version, input: { sku }, context: aContext, home: { kind: 'answered', answer } };
}
