import type { Contract } from '@banyan/contracts/define';
import type { HostReport, RouteTableDefinition } from '@banyan/strangler';

/** Milliseconds after which a host that has not reported counts as gone. Reports come once a second. */
export const ALIVE = 10_000;

/** What a change is judged by. */
export interface Known {
  /** The newest routes. */
  readonly table: RouteTableDefinition;
  /** The last report of each instance that is alive. */
  readonly reports: readonly HostReport[];
  readonly contracts: readonly Contract[];
  /** The name of the host that `local` means. */
  readonly home: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
