import { lnFactorial } from '../statistics/ln-factorial.ts';

/**
 * Whether so many hits in so many trials are more than a chance of `chance` (0 to 1) for each explains. It may be asked
 * after every trial, as often as one likes: where the chance is no greater than said, all these questions together are
 * answered yes with a probability of at most `error`.
 *
 * If each chance were equally likely, each number of hits would be, with 1 ÷ (trials + 1). How much likelier that is than
 * what is tested is a martingale with mean 1, and so exceeds 1 ÷ `error` at any time with a probability of at most `error`
 * (J. Ville, Étude critique de la notion de collectif, 1939). For hits this is the test of H. Robbins, Statistical methods
 * related to the law of the iterated logarithm, Annals of Mathematical Statistics 41 (1970). An ordinary test, asked
 * each second, would find something sooner or later where nothing is.
 */
export function beyondChance({ hits, trials, chance, error }: Hits): boolean {
  if (hits <= trials * chance) return false;
  return Math.log(trials + 1) + lnProbability(hits, trials, chance) <= Math.log(error);
}

export interface Hits {
  readonly hits: number;
  readonly trials: number;
  readonly chance: number;
  readonly error: number;
}

/** Natural logarithm of the binomial probability of exactly so many hits. */
function lnProbability(hits: number, trials: number, chance: number): number {
  const misses = trials - hits;
  const ways = lnFactorial(trials) - lnFactorial(hits) - lnFactorial(misses);
  return ways + hits * Math.log(chance) + (misses === 0 ? 0 : misses * Math.log1p(-chance));
}
