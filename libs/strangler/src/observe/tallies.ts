import { LATENCY_BUCKETS, latencyBucketOf } from './latency-buckets.ts';
import type { MeterOf } from './meter.ts';
import type { CallObservation, Observe } from './observation.ts';
import type { Tally } from './tally.ts';

/** Counts the calls of one instance. */
export interface Tallies {
  /** Counts a call. It allocates only for the first call of an operation at a side under a version. */
  readonly observe: Observe;
  /** Counts the calls of one operation at one side; it goes on counting, unseen, once its version is forgotten. */
  readonly meterOf: MeterOf;
  /** What was counted since the start, version by version. */
  snapshot(): Tally[];
}

/** One tally while it counts. */
interface Count {
  readonly address: string;
  readonly version: number;
  readonly target: string | undefined;
  answered: number;
  refused: number;
  failed: number;
  readonly latencies: Float64Array;
}

type Counts = Map<string, Map<string | undefined, Count>>;

/**
 * @param options.keepVersions how many route tables are told apart: under a newer one the oldest is forgotten, so that
 * memory stays bounded however often routes change. Late calls of a forgotten one are not counted.
 */
export function createTallies({ keepVersions }: { readonly keepVersions: number }): Tallies {
  const versions = new Map<number, Counts>();
  let lastVersion = Number.NaN;
  let last: Counts | undefined;

  /** The counts of a version; undefined if it is forgotten. */
  const countsOf = (version: number): Counts | undefined => {
    if (version === lastVersion) return last;
    let counts = versions.get(version);
    if (!counts) {
      if (versions.size >= keepVersions) {
        const oldest = Math.min(...versions.keys());
        if (version < oldest) return undefined;
        versions.delete(oldest);
      }
      counts = new Map();
      versions.set(version, counts);
    }
    lastVersion = version;
    last = counts;
    return counts;
  };

  return {
    observe: (observation) => {
      const counts = countsOf(observation.version);
      if (!counts) return;
      const count = counts.get(observation.address)?.get(observation.target) ?? firstOf(observation, counts);
      count[observation.outcome]++;
      count.latencies[latencyBucketOf(observation.milliseconds)]!++;
    },
    meterOf: (address, version, target) => {
      const counts = countsOf(version);
      const count = counts?.get(address)?.get(target) ?? firstOf({ address, version, target }, counts ?? new Map<string, Map<string | undefined, Count>>());
      return {
        answered: () => void count.answered++,
        refused: () => void count.refused++,
        failed: () => void count.failed++,
        took: (milliseconds) => void count.latencies[latencyBucketOf(milliseconds)]!++,
      };
    },
    snapshot: () => [...versions.values()].flatMap((counts) => [...counts.values()].flatMap((sides) => [...sides.values()].filter(hasCounted).map(tallyOf))),
  };
}

function hasCounted({ answered, refused, failed }: Count): boolean {
  return answered + refused + failed > 0;
}

function firstOf({ address, version, target }: Pick<CallObservation, 'address' | 'version' | 'target'>, counts: Counts): Count {
  const sides = counts.get(address) ?? new Map<string | undefined, Count>();
  const count: Count = { address, version, target, answered: 0, refused: 0, failed: 0, latencies: new Float64Array(LATENCY_BUCKETS) };
  counts.set(address, sides.set(target, count));
  return count;
}

function tallyOf({ target, latencies, ...count }: Count): Tally {
  const counted: Record<number, number> = {};
  for (let bucket = 0; bucket < LATENCY_BUCKETS; bucket++) {
    if (latencies[bucket]! > 0) counted[bucket] = latencies[bucket]!;
  }
  return { ...count, target: target ?? null, latencies: counted };
}
