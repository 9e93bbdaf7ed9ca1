import { latencyQuantile } from '../observe/latency-buckets.ts';
import type { HostReport } from '../reports/host-report.ts';
import { beyondNoise } from '../shadow/beyond-noise.ts';
import { breachesOf, percent, type Breach } from './breach.ts';
import { evidenceOf, sum, sumOfSides, type Evidence, type Side } from './evidence.ts';
import { stepOf } from './route-of.ts';
import type { Gate, Rollout } from './rollout.ts';

/** Compared answers of one operation below which they are not judged. The gate's own minimum is that of all operations together. */
export const COMPARED_AT_LEAST = 50;

/** What is to be judged, and by what. */
export interface Case {
  readonly rollout: Rollout;
  /** The operations that the rollout is judged by, see `judgedAddresses`. */
  readonly addresses: readonly string[];
  /**
   * The last report of each instance. They should reach back to where the step began, so that an instance that has gone counts with
   * what it saw.
   */
  readonly reports: readonly HostReport[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Verdict {
  /**
   * `advance`: the gate is open. `rollback`: the target does worse than the gate allows. `wait`: neither, or held.
   * `nothing`: the rollout is under way no more.
   */
  readonly kind: 'advance' | 'wait' | 'rollback' | 'nothing';
  /** Why, for people. */
  readonly because: string;
  readonly figures: Figures;
}

/** What the verdict rests on, counted since the step began. */
export interface Figures {
  /** Calls that the target took, and how many are missing to the minimum. */
  readonly samples: number;
  readonly missing: number;
  /** Milliseconds that the step still has to last. */
  readonly dwellLeft: number;
  readonly target: SideFigures;
  readonly home: SideFigures;
  /** Answers compared, and how many differed, noise included. */
  readonly compared: number;
  readonly mismatched: number;
}

export interface SideFigures {
  readonly calls: number;
  readonly failed: number;
  /** Milliseconds; undefined where no call was timed. */
  readonly p99: number | undefined;
}

/**
 * Whether a rollout should go on, stay or go back. Below the minimum sample it waits, however bad it looks, since there
 * is nothing to conclude yet. From there on a breach sends it back at once if chance does not explain it, and keeps it where it is
 * as long as chance may; all else waits for the dwell to be over.
 */
export function judge({ rollout, addresses, reports, now }: Case): Verdict {
  const evidence = evidenceOf(rollout, addresses, reports);
  const figures = figuresOf(rollout, evidence, now);
  const verdict = (kind: Verdict['kind'], because: string): Verdict => ({ kind, because, figures });

  if (rollout.state === 'done') return verdict('nothing', 'It is done.');
  if (rollout.state === 'rolledBack' || stepOf(rollout) === undefined) return verdict('nothing', 'All is at home.');

  const { samples, missing, dwellLeft } = figures;
  const { minimumSamples, dwellMs } = rollout.gate;
  if (missing > 0) return verdict('wait', `The target has taken ${samples} of ${minimumSamples} calls; ${missing} are missing.`);
  const [breach] = [...wrongAnswers(evidence, rollout.gate), ...breachesOf(evidence, rollout.gate)];
  if (breach?.isCertain) return verdict('rollback', `${breach.words}.`);
  if (rollout.state === 'held') return verdict('wait', 'It is held; resume it to go on.');
  if (dwellLeft > 0) return verdict('wait', `The step lasts ${seconds(dwellMs)}; ${seconds(dwellLeft)} are left.`);
  if (breach) return verdict('wait', `${breach.words}. It may be chance; more calls will tell.`);
  return verdict('advance', `${samples} calls in ${seconds(now - Date.parse(rollout.since))}, and nothing speaks against it.`);
}

function wrongAnswers(evidence: readonly Evidence[], { mismatchRate }: Gate): Breach[] {
  return evidence.flatMap(({ address, shadow }) => {
    if (!shadow) return [];
    const { rate, places } = beyondNoise(shadow, COMPARED_AT_LEAST);
    if (places.length === 0 || rate <= mismatchRate) return [];
    const where = places.map(({ pointer }) => `'${pointer}'`).join(', ');
    const words = `${address}: ${shadow.mismatched} of ${shadow.compared} answers differ, ${percent(rate)} beyond noise at ${where}; ${percent(mismatchRate)} may`;
    return [{ isCertain: true, words }];
  });
}

function figuresOf({ gate, since }: Rollout, evidence: readonly Evidence[], now: number): Figures {
  const target = sideFigures(sumOfSides(evidence.map((operation) => operation.target)));
  return {
    samples: target.calls,
    missing: Math.max(0, gate.minimumSamples - target.calls),
    dwellLeft: Math.max(0, Date.parse(since) + gate.dwellMs - now),
    target,
    home: sideFigures(sumOfSides(evidence.map((operation) => operation.home))),
    compared: sum(evidence, ({ shadow }) => shadow?.compared ?? 0),
    mismatched: sum(evidence, ({ shadow }) => shadow?.mismatched ?? 0),
  };
}

function sideFigures({ calls, failed, latencies }: Side): SideFigures {
  return { calls, failed, p99: latencyQuantile(latencies, 0.99) };
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 1_000)} s`;
}
