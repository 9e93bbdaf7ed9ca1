/** Counts the calls of one operation at one side, without an object for each. */
export interface Meter {
  answered(): void;
  refused(): void;
  failed(): void;
  /** How long a call took, in milliseconds; not every call need be timed. */
  took(milliseconds: number): void;
}

/** A meter for each operation, version and side: `target` is undefined for home. */
export type MeterOf = (address: string, version: number, target: string | undefined) => Meter;
