/** What there is to execute: so many lanes with so many calls each. */
export const work = { lanes: 1_000, callsPerLane: 20 };

/** One call that was executed. */
export interface Executed {
  readonly lane: string;
  readonly sequence: number;
  /** By {@link clock}. */
  readonly at: number;
}

/** What became of the work in one run. */
export interface WorkDone {
  readonly executed: readonly Executed[];
  /** When the database knew that the last call was executed, by {@link clock}. */
  readonly endedAt: number;
}

/** Milliseconds on a clock that all processes of the machine have in common. */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
