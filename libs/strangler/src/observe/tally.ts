/** The calls of one operation at one side under one route table, counted. */
export interface Tally {
  readonly address: string;
  readonly version: number;
  /** Null for home. */
  readonly target: string | null;
  readonly answered: number;
  readonly refused: number;
  readonly failed: number;
  /** How many calls took how long: index of a latency bucket → count, see `latency-buckets.ts`. */
  readonly latencies: Readonly<Record<number, number>>;
}
