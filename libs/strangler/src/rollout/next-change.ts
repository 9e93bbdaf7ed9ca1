import type { Contract } from '@banyan/contracts/define';
import type { HostReport } from '../reports/host-report.ts';
import type { RouteChange } from '../routes/route-change.ts';
import type { RouteTableDefinition } from '../routes/route.ts';
import { judge, type Verdict } from './judge.ts';
import { judgedAddresses } from './judged-addresses.ts';
import { advance, rollBack } from './moves.ts';
import { isInForce } from './route-of.ts';
import type { Rollout } from './rollout.ts';

/** What is known at one moment. */
export interface Known {
  /** The newest routes. */
  readonly table: RouteTableDefinition;
  /** See `Case.reports`. */
  readonly reports: readonly HostReport[];
  readonly contracts: readonly Contract[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What the rollouts call for now: the change to append to the route store, or undefined. A way back comes before a
 * way forward, and one change moves one entry. A rollout in manual mode goes forward by hand only, and one whose route
 * somebody has changed past it is left alone.
 *
 * Every instance asks this each second. None has to lead: all judge by the same reports, a change is made for one
 * version of the routes, and the store takes a version once. Whoever comes second is refused, and judges by the new
 * routes from then on.
 */
export function nextChange({ table, reports, contracts, now }: Known): RouteChange | undefined {
  const judged = Object.entries(table.rollouts ?? {})
    .filter(([entry, rollout]) => isInForce(rollout, table.routes[entry]))
    .map(([entry, rollout]): Judged => ({ entry, rollout, verdict: judge({ rollout, addresses: judgedAddresses(entry, contracts), reports, now }) }));
  const change = ({ entry, verdict }: Judged, next: RouteTableDefinition): RouteChange => ({
    table: next,
    by: 'rollout',
    at: new Date(now).toISOString(),
    why: verdict.because.startsWith(`${entry}: `) ? verdict.because : `${entry}: ${verdict.because}`,
  });

  const back = judged.find(({ verdict }) => verdict.kind === 'rollback');
  if (back) return change(back, rollBack(table, back.entry, { contracts, now }));
  const forward = judged.find(({ rollout, verdict }) => verdict.kind === 'advance' && rollout.mode === 'automatic');
  if (forward) return change(forward, advance(table, forward.entry, { contracts, now }));
  return undefined;
}

interface Judged {
  readonly entry: string;
  readonly rollout: Rollout;
  readonly verdict: Verdict;
}
