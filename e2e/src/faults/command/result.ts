import type { PlayedRun } from '../run/play-run.ts';

/** A run in one line. */
export interface Result {
  readonly fault: string;
  readonly seed: number;
  /** Undefined if it broke off before that was known. */
  readonly shop?: string;
  /** `broken` if the run itself failed, so that nothing can be said of the shop. */
  readonly verdict: 'valid' | 'invalid' | 'unknown' | 'broken';
  /** Different orders that shoppers sent. */
  readonly orders: number;
  /** Those they were told are accepted. */
  readonly accepted: number;
  /** Requests that ended in a planned 503. */
  readonly refused: number;
  /** Milliseconds until nothing was left; null if something was. */
  readonly drained: number | null;
  /** Why the verdict is not `valid`: some of it. */
  readonly why: readonly string[];
}

const mostReasons = 10;

/** A run that was judged. */
export function resultOf({ fault, seed, shop, verdict, drained }: PlayedRun): Result {
  const { attempted, acknowledged, refused } = verdict.figures;
  const reasons = verdict.kind === 'invalid' ? verdict.violations.map(({ invariant, what }) => `${invariant}: ${what}`) : verdict.kind === 'unknown' ? verdict.reasons : [];
  return {
    fault,
    seed,
    shop,
    verdict: verdict.kind,
    orders: attempted,
    accepted: acknowledged,
    refused,
    drained: drained === undefined ? null : Math.round(drained),
    why: reasons.slice(0, mostReasons),
  };
}

/** A run that failed itself. */
export function brokenResult(fault: string, seed: number, error: unknown): Result {
  return { fault, seed, verdict: 'broken', orders: 0, accepted: 0, refused: 0, drained: null, why: [...told(error)] };
}

/** An error with its causes. */
function* told(error: unknown): Generator<string> {
  for (let one = error; one !== undefined; one = one instanceof Error ? one.cause : undefined) yield String(one instanceof Error ? (one.stack ?? one) : one).slice(0, 2_000);
}
