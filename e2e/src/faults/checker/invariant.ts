import type { HistoryEvent } from '../history/index.ts';
import type { Facts } from './facts/facts.ts';

/** A promise broken somewhere, with what shows it. */
export interface Breach {
  readonly what: string;
  /** Left out are those that the run doesn't have. */
  readonly events?: readonly (HistoryEvent | undefined)[];
  readonly rows?: readonly object[];
}

/** One promise of the shop, and how to find where it was broken. */
export interface Invariant {
  readonly name: string;
  /** The promise, in a sentence. */
  readonly promise: string;
  readonly breaches: (facts: Facts) => Iterable<Breach>;
}
