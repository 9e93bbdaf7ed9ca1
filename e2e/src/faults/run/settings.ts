import type { Plan } from '../history/index.ts';
import type { ShopKind } from './shops.ts';

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
  /** The kind of shop, if neither seed nor mistake is to decide it. */
  readonly shop?: ShopKind;
  /** A mistake that the hosts are given; `nothing` has them load all that could give them one, and gives them none. */
  readonly sabotage?: string;
  /** Milliseconds after which work that is left counts as left for ever, and nobody looks at orders again and again; as it is usual if left out. */
  readonly drainWithin?: number;
  /** Where the run is written down; made if it is not there, and holds nothing else. */
  readonly folder: string;
  /** Hears what is going on, a line at a time. */
  readonly report: (line: string) => void;
}

/** What a run lets pass. */
export type Leniency = Pick<Plan, 'tolerated' | 'deadline' | 'drainWithin'>;

/** What a run with this fault lets pass. */
export function leniencyOf({ tolerated }: Pick<Plan, 'tolerated'>, { busy, drainWithin }: Pick<RunSettings, 'busy' | 'drainWithin'>): Leniency {
  if (!busy) return { tolerated, deadline: 20_000, drainWithin: drainWithin ?? 120_000 };
  return { tolerated: tolerated === 'nothing' ? 'refusals' : tolerated, deadline: 60_000, drainWithin: drainWithin ?? 600_000 };
}
