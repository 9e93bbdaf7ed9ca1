/** What the shadowing of one operation under one route table has found so far, counted. All counts may be added up over instances. */
export interface ShadowTally {
  readonly address: string;
  readonly version: number;
  readonly target: string;
  /** Calls that the target answered or refused, as a contract lets it: their outcome was compared with home's. */
  readonly compared: number;
  readonly mismatched: number;
  /** Calls that came to nothing at the target: no answer in time, or none that fits the contract. */
  readonly failed: number;
  /** Calls that were due but not made, since too many waited. */
  readonly dropped: number;
  /** Home against home: the noise that the same comparison finds where nothing can differ. */
  readonly noiseCompared: number;
  readonly noiseMismatched: number;
  /** The same by JSON pointer, at most 100 of them; list indexes are written as `*`. What comes after is counted under the empty pointer. */
  readonly pointers: Readonly<Record<string, PlaceTally>>;
}

/** What was found at one place of an answer. */
export interface PlaceTally {
  /** Compared calls that differed here. */
  readonly mismatched: number;
  /** Repeats at home that differed here from home's own first answer. */
  readonly noise: number;
  /** Mismatches that were looked into: the call was made again and again at both sides, see `standing`. */
  readonly repeated: number;
  /** Those of them that stood: each side kept to its answer every time. */
  readonly stood: number;
}
