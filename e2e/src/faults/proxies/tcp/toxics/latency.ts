import type { Random } from '@banyan/tools/seeded-random';
import { realTime, type Time } from '../time.ts';
import type { Direction, Parcel, Toxic } from '../toxic.ts';

export interface Latency {
  /** How long what is passed on is on its way, at least. */
  readonly milliseconds: number;
  /** Up to so many more, by chance; 0 where left out. */
  readonly jitter?: number;
  readonly random: Random;
  readonly time?: Time;
}

/** Everything arrives later, in the order in which it was sent. */
export function latency(direction: Direction, { milliseconds, jitter = 0, random, time = realTime }: Latency): Toxic {
  const effect = {
    async *pass({ bytes, arrived }: Parcel, over: AbortSignal) {
      const due = arrived + milliseconds + jitter * random();
      await time.pause(due - time.now(), over);
      yield bytes;
    },
  };
  return { meet: () => ({ [direction]: effect }) };
}
