import { realTime, type Time } from '../time.ts';
import type { Direction, Toxic } from '../toxic.ts';

/** The end of what a side says arrives so many milliseconds late. */
export function slowClose(direction: Direction, { milliseconds, time = realTime }: { readonly milliseconds: number; readonly time?: Time }): Toxic {
  return { meet: () => ({ [direction]: { end: (over: AbortSignal) => time.pause(milliseconds, over) } }) };
}
