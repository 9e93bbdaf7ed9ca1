import type { LatencyCounts } from '../observe/latency-buckets.ts';
import { mergeLatencies } from '../observe/merge-tallies.ts';
import type { Tally } from '../observe/tally.ts';
import type { HostReport } from '../reports/host-report.ts';
import { sumShadowTallies } from '../shadow/shadow-tallies.ts';
import type { ShadowTally } from '../shadow/shadow-tally.ts';
import { stepOf } from './route-of.ts';
import type { Rollout } from './rollout.ts';

/** How one side of an operation did. */
export interface Side {
  readonly calls: number;
  readonly failed: number;
  readonly latencies: LatencyCounts;
}

/** What all instances saw of one operation since the step began. */
export interface Evidence {
  readonly address: string;
  readonly target: Side;
  readonly home: Side;
  /** Undefined where nothing was compared. */
  readonly shadow: ShadowTally | undefined;
}

/**
 * Adds up what the reports say of a rollout's step, by operation: under the version that began it and those after it.
 * In a shadow step the target's calls are those made for comparison. Where home answered less than the minimum beside
 * the target, as at the end of a rollout, all is taken that it answered under the versions known.
 */
export function evidenceOf(rollout: Rollout, addresses: readonly string[], reports: readonly HostReport[]): Evidence[] {
  const tallies = reports.flatMap((report) => report.tallies);
  const shadows = reports.flatMap((report) => report.shadows);
  const isSince = ({ version }: { readonly version: number }) => version >= rollout.sinceVersion;
  const atHome = tallies.filter(({ address, target }) => target === null && addresses.includes(address));
  const besideTarget = atHome.filter(isSince);
  const home = sum(besideTarget, callsIn) >= rollout.gate.minimumSamples ? besideTarget : atHome;

  return addresses.map((address) => {
    const mine = (tally: Tally | ShadowTally) => tally.address === address;
    const atTarget = (tally: Tally | ShadowTally) => mine(tally) && tally.target === rollout.target && isSince(tally);
    const shadow = sumShadowTallies(shadows.filter(atTarget));
    const target = sideOf(tallies.filter(atTarget));
    return {
      address,
      target: stepOf(rollout)?.kind === 'shadow' ? { ...target, calls: callsOf(shadow), failed: shadow?.failed ?? 0 } : target,
      home: sideOf(home.filter(mine)),
      shadow,
    };
  });
}

/** Several sides as one. */
export function sumOfSides(sides: readonly Side[]): Side {
  return {
    calls: sum(sides, ({ calls }) => calls),
    failed: sum(sides, ({ failed }) => failed),
    latencies: mergeLatencies(sides.map(({ latencies }) => latencies)),
  };
}

/** Adds up a list by one of its figures. */
export function sum<T>(list: readonly T[], figure: (item: T) => number): number {
  return list.reduce((total, item) => total + figure(item), 0);
}

function sideOf(tallies: readonly Tally[]): Side {
  return sumOfSides(tallies.map((tally) => ({ ...tally, calls: callsIn(tally) })));
}

function callsIn({ answered, refused, failed }: Tally): number {
  return answered + refused + failed;
}

function callsOf(shadow: ShadowTally | undefined): number {
  return shadow ? shadow.compared + shadow.failed : 0;
}
