import type { HistoryEvent } from './event.ts';

/** A line of a file that holds no event. */
export interface Unreadable {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly why: string;
}

/** What everybody outside of the shop saw of a run. */
export interface History {
  /** By time. */
  readonly events: readonly HistoryEvent[];
  readonly unreadable: readonly Unreadable[];
}

/** Puts events in the sequence of their time; those of one process keep theirs. */
export function byTime(events: readonly HistoryEvent[]): HistoryEvent[] {
  return events.toSorted((one, other) => (one.t < other.t ? -1 : one.t > other.t ? 1 : one.p === other.p ? one.n - other.n : one.p < other.p ? -1 : 1));
}
