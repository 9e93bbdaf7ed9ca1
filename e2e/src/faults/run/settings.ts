import type { Plan } from '../history/index.ts';

/** Which run is played. */
export interface RunSettings {
  /** The fault's number in the catalogue. */
  readonly fault: string;
  /** Decides everything that is drawn: the kind of shop, the shoppers, when and what is broken. */
  readonly seed: number;
  /** For how long shoppers send orders; faults that need longer get it. */
  readonly seconds: number;
  /** The machine has other work: everybody has more patience, and the shop may refuse, as it does when its database keeps it waiting. */
  readonly busy: boolean;
  /** Where the run is written down; made if it is not there, and holds nothing else. */
  readonly folder: string;
  /** Hears what is going on, a line at a time. */
  readonly report: (line: string) => void;
}

/** What a run lets pass. */
export type Leniency = Pick<Plan, 'tolerated' | 'deadline' | 'drainWithin'>;

/** What a run with this fault lets pass. */
export function leniencyOf({ tolerated }: Pick<Plan, 'tolerated'>, busy: boolean): Leniency {
  if (!busy) return { tolerated, deadline: 20_000, drainWithin: 120_000 };
  return { tolerated: tolerated === 'nothing' ? 'refusals' : tolerated, deadline: 60_000, drainWithin: 600_000 };
}
