import type { Account, Plan } from '@banyan/tools/replay';

/** What a drill is given. */
export interface DrillNeeds {
  /** The orders that are played meanwhile; there is twice as much in stock as they take. */
  readonly plan: Plan;
  /** Hears what is going on, a line at a time. */
  readonly report: (line: string) => void;
}

/** What a drill has shown. */
export interface DrillOutcome {
  /** What became of the orders. */
  readonly account: Account;
  /** Milliseconds until the shop was itself again. */
  readonly recoveredAfter: number;
  /** From when until when that was counted. */
  readonly recovery: string;
  /** What had been written down and was gone afterwards. */
  readonly dataLost: readonly string[];
  /** What else is worth knowing, by what it is. */
  readonly figures?: Readonly<Record<string, string>>;
  /** Everything that was not as it should have been, besides what the account tells. */
  readonly mistakes?: readonly string[];
}

/** Something that ops rehearse: it goes wrong, or is done on purpose, while the shop sells. */
export interface Drill {
  /** In a sentence. */
  readonly shows: string;
  run(needs: DrillNeeds): Promise<DrillOutcome>;
}
