import type { Chance } from './chance.ts';

/** When the fault of a run begins and for how long it lasts, in milliseconds. */
export interface Timetable {
  /** For how long shoppers send orders. */
  readonly load: number;
  readonly begins: number;
  readonly lasts: number;
}

/** Shoppers come before the fault, throughout it and after it. @param lasts seconds that the fault needs at least */
export function drawTimetable({ seconds, lasts = 0 }: { readonly seconds: number; readonly lasts?: number }, chance: Chance): Timetable {
  const load = Math.max(seconds, lasts * 1.4) * 1_000;
  const needed = lasts * 1_000;
  return {
    load,
    begins: Math.round(load * (0.1 + 0.1 * chance.share())),
    lasts: Math.round(Math.max(needed, load * (0.3 + 0.3 * chance.share()))),
  };
}
