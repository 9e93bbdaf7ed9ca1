/** How an operation did at one side over time. */
export interface SideHistory {
  /** The host that answered; null for home. */
  readonly target: string | null;
  /** Oldest first, of the last 15 minutes. */
  readonly moments: readonly Moment[];
}

/** A few seconds. */
export interface Moment {
  /** ISO 8601 instant. */
  readonly at: string;
  /** Calls in a second, and how many of them failed. */
  readonly rate: number;
  readonly failed: number;
  /** Milliseconds; null where no call was timed. */
  readonly p50: number | null;
  readonly p99: number | null;
}
