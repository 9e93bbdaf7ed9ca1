import { lnFactorial } from '../statistics/ln-factorial.ts';

/**
 * The chance that of `trials` each of which comes true with the chance `probability`, `successes` or more do: the exact
 * binomial tail (Clopper and Pearson, Biometrika 26, 1934).
 */
export function binomialTail(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1;
  if (successes > trials) return 0;
  const odds = probability / (1 - probability);
  let term = Math.exp(lnChoose(trials, successes) + successes * Math.log(probability) + (trials - successes) * Math.log1p(-probability));
  let sum = 0;
  for (let count = successes; count <= trials && term > sum * Number.EPSILON; count++) {
    sum += term;
    term *= ((trials - count) / (count + 1)) * odds;
  }
  return Math.min(1, sum);
}

export interface Counted {
  readonly hits: number;
  readonly of: number;
}

/**
 * One-sided test of two shares, exact at any sample size: the chance that so many of all hits, or more, fall to `sample`
 * if its share is no greater than that of `reference` (R. A. Fisher, Statistical Methods for Research Workers, § 21.02;
 * the hypergeometric tail).
 */
export function greaterShareByChance(sample: Counted, reference: Counted): number {
  const all = sample.of + reference.of;
  const hits = sample.hits + reference.hits;
  if (sample.hits === 0 || sample.hits * all <= hits * sample.of) return 1;
  let term = Math.exp(lnChoose(sample.of, sample.hits) + lnChoose(reference.of, reference.hits) - lnChoose(all, hits));
  let sum = 0;
  for (let count = sample.hits; count <= Math.min(hits, sample.of) && term > sum * Number.EPSILON; count++) {
    sum += term;
    const elsewhere = hits - count;
    term *= ((sample.of - count) / (count + 1)) * (elsewhere / (reference.of - elsewhere + 1));
  }
  return Math.min(1, sum);
}

function lnChoose(all: number, taken: number): number {
  return lnFactorial(all) - lnFactorial(taken) - lnFactorial(all - taken);
}
