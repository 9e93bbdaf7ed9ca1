import { latencyQuantile, slowerThan } from '../observe/latency-buckets.ts';
import { beyondChance } from './beyond-chance.ts';
import { sum, type Evidence } from './evidence.ts';
import type { Gate } from './rollout.ts';

/** The probability that chance alone finds too many errors, or too many slow calls, in one step at a target that is as good as home, however often it is judged. */
const FALSE_ALARM = 1 / 1_000;
const P99 = 0.99;

/** Something that the target does worse than the gate allows. */
export interface Breach {
  /** False while chance may still explain it: reason enough to wait, and not to go back. */
  readonly isCertain: boolean;
  readonly words: string;
}

/**
 * What the target does worse than the gate allows, the certain first. All operations are judged together, and each by itself, lest one
 * that is rarely called hide behind the others; in doubt, only what has the minimum of calls counts.
 */
export function breachesOf(evidence: readonly Evidence[], gate: Gate): Breach[] {
  const called = evidence.filter(({ target }) => target.calls > 0);
  const groups = called.length > 1 ? [called, ...called.map((operation) => [operation])] : [called];
  const error = FALSE_ALARM / groups.length;
  return groups
    .flatMap((group) => {
      const known = sum(group, ({ target }) => target.calls) >= gate.minimumSamples;
      return [tooManyFail(group, gate, error), tooSlow(group, gate, error)].filter((breach) => breach !== undefined && (breach.isCertain || known));
    })
    .filter((breach) => breach !== undefined)
    .sort((one, other) => Number(other.isCertain) - Number(one.isCertain));
}

/**
 * Fails more often than home, by more than `errorRate`; certainly, if chance does not explain that it is more often. Home
 * is counted as if it had been asked as often for each operation as the target. If both fail alike, each failed call was
 * at the target with the probability that any call of that operation was; over several operations their mean is tested,
 * which errs on the safe side (W. Hoeffding, On the distribution of the number of successes in independent trials, 1956).
 * Where home answered nothing, the target's share itself is held against `errorRate`.
 */
function tooManyFail(group: readonly Evidence[], { errorRate }: Gate, error: number): Breach | undefined {
  const compared = group.filter(({ home }) => home.calls > 0);
  const judged = compared.length > 0 ? compared : group;
  const calls = sum(judged, ({ target }) => target.calls);
  const failed = sum(judged, ({ target }) => target.failed);
  const usual = sum(compared, ({ target, home }) => (target.calls * home.failed) / home.calls);
  if (failed - usual <= calls * errorRate) return undefined;

  const anywhere = sum(compared, ({ target, home }) => target.failed + home.failed);
  const expected = sum(compared, ({ target, home }) => ((target.failed + home.failed) * target.calls) / (target.calls + home.calls));
  const hits = compared.length > 0 ? { hits: failed, trials: anywhere, chance: expected / anywhere } : { hits: failed, trials: calls, chance: errorRate };
  return {
    isCertain: beyondChance({ ...hits, error }),
    words: `${namesOf(judged)}: ${failed} of ${calls} calls failed at the target (${percent(failed / calls)}), at home ${percent(usual / calls)}; ${percent(errorRate)} more may`,
  };
}

/**
 * More than one call in a hundred takes longer than the gate allows; certainly, if chance does not explain it: the quantile test
 * (W. J. Conover, Practical Nonparametric Statistics). The limit of each operation comes from home's p99, so an
 * operation that home answered less than the minimum is left out.
 */
function tooSlow(group: readonly Evidence[], gate: Gate, error: number): Breach | undefined {
  const limited = group.flatMap((operation) => {
    const limit = operation.home.calls < gate.minimumSamples ? undefined : limitOf(operation, gate);
    return limit === undefined ? [] : [{ ...operation, limit, timed: sum(Object.values(operation.target.latencies), (count) => count) }];
  });
  const trials = sum(limited, ({ timed }) => timed);
  const hits = sum(limited, ({ target, limit }) => slowerThan(target.latencies, limit));
  if (hits <= trials * (1 - P99)) return undefined;
  const limits = limited.map(({ limit }) => `${Math.round(limit)} ms`).join(', ');
  return {
    isCertain: beyondChance({ hits, trials, chance: 1 - P99, error }),
    words: `${namesOf(limited)}: ${hits} of ${trials} calls took longer at the target than ${limits}; by home's p99 1 % may`,
  };
}

/** The p99 that the target may have, in milliseconds. */
function limitOf({ home }: Evidence, { slowerBy, slowerByMs }: Gate): number | undefined {
  const usual = latencyQuantile(home.latencies, P99);
  return usual === undefined ? undefined : Math.max(usual * slowerBy, usual + slowerByMs);
}

function namesOf(group: readonly Evidence[]): string {
  return group.map(({ address }) => address).join(', ');
}

/** `1.25 %` */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
