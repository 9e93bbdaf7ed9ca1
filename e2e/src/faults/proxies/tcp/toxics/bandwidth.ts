import { realTime, type Time } from '../time.ts';
import type { Direction, Parcel, Toxic } from '../toxic.ts';

export interface Bandwidth {
  readonly bytesPerSecond: number;
  /** Bytes that arrive together; a tenth of a second's where left out. */
  readonly slice?: number;
  readonly time?: Time;
}

/** Everything trickles, a slice at a time. */
export function bandwidth(direction: Direction, { bytesPerSecond, slice = Math.ceil(bytesPerSecond / 10), time = realTime }: Bandwidth): Toxic {
  const effect = {
    async *pass({ bytes }: Parcel, over: AbortSignal) {
      for (let at = 0; at < bytes.length; at += slice) {
        const part = bytes.subarray(at, at + slice);
        if (!over.aborted) await time.pause((part.length / bytesPerSecond) * 1_000, over);
        yield part;
      }
    },
  };
  return { meet: () => ({ [direction]: effect }) };
}
