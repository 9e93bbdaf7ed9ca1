import type { HistoryEvent } from '../history/index.ts';

/** That a promise was broken, for a person to read. */
export interface Violation {
  /** The name of the invariant. */
  readonly invariant: string;
  readonly what: string;
  readonly evidence: Evidence;
}

/** What shows it. */
export interface Evidence {
  readonly events: readonly HistoryEvent[];
  /** Each row under the name of what it is: `{ order: … }`. */
  readonly rows: readonly object[];
}

/** What the run was made of. */
export interface Figures {
  /** Different orders that shoppers sent. */
  readonly attempted: number;
  /** Of them, those they were told are accepted. */
  readonly acknowledged: number;
  /** Carried out though no shopper ever heard so. */
  readonly recovered: number;
  readonly confirmed: number;
  readonly rejected: number;
  readonly cancelled: number;
  /** Requests of shoppers that ended in a planned 503. */
  readonly refused: number;
}

/**
 * What a run shows: nothing broken, something broken, or too little happened to tell. Where something is broken, that it
 * shows too little besides doesn't matter.
 */
export type Verdict =
  | { readonly kind: 'valid'; readonly figures: Figures }
  | { readonly kind: 'invalid'; readonly figures: Figures; readonly violations: readonly Violation[] }
  | { readonly kind: 'unknown'; readonly figures: Figures; readonly reasons: readonly string[] };
