import type { Static, TObject } from 'typebox';

/**
 * What an event says of its operation: it begins (`invoke`), was done (`ok`), was definitely not done (`fail`), or nobody
 * knows (`info`). A `note` stands alone.
 */
export type Word = 'invoke' | 'ok' | 'fail' | 'info' | 'note';

/** When and by whom an event was recorded. */
export interface Stamp {
  /** Nanoseconds of the machine's monotonic clock: comparable among all processes of one run. */
  readonly t: bigint;
  /** The process that recorded it; each has a file of its own. */
  readonly p: string;
  /** Counts the process's events: 1, 2, 3 … */
  readonly n: number;
  /** Names the operation; the same from its `invoke` to its end. */
  readonly op: string;
}

type Shapes = Readonly<Partial<Record<Word, TObject>>>;

/** A kind of operation, and what its events hold besides their stamp. */
export interface Kind<F extends string = string, S extends Shapes = Shapes> {
  readonly f: F;
  readonly shapes: S;
}

/** Declares a kind of operation. */
export function kind<const F extends string, S extends Shapes>(f: F, shapes: S): Kind<F, S> {
  return { f, shapes };
}

/** The words that events of a kind may have. */
export type WordOf<K extends Kind> = keyof K['shapes'] & Word;

/** What an event holds besides its stamp. */
export type Held<K extends Kind, W extends WordOf<K>> = K['shapes'][W] extends TObject ? Static<K['shapes'][W]> : never;

/** An event of a kind with one of its words. */
export type EventOf<K extends Kind, W extends WordOf<K> = WordOf<K>> = { [P in W]: Stamp & { readonly f: K['f']; readonly k: P } & Held<K, P> }[W];

/** An event of one of several kinds. */
export type EventAmong<K> = K extends Kind ? EventOf<K> : never;
