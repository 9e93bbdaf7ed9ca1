import type { Comparison } from '@banyan/contracts/define';
import { compareOutcomes, placesOf } from './compare-outcomes.ts';
import type { Outcome } from './outcome.ts';

/** How often a mismatched call is repeated at both sides before its differences are held to stand. */
export const ROUNDS = 6;

/**
 * The chance, at most, that noise alone lets a difference stand. Noise is what strikes both sides alike: if each of them
 * gives `a` with the chance p and `b` with the chance q, every time anew, a round repeats what was seen with the chance
 * p × q; and since p + q ≤ 1, p × q ≤ 1/4, whatever they are.
 */
export const STANDS_BY_CHANCE = 0.25 ** ROUNDS;

export interface BothOutcomes {
  readonly home: Outcome;
  readonly target: Outcome;
}

/**
 * Repeats a mismatched call at both sides, round after round, and says which of the places at which they differed stood:
 * there each side gave the answer of the first time every time.
 * @param repeat makes the call once more at both sides at the same time; undefined if one of them failed
 * @returns undefined if that could not be found out
 */
export async function standing(
  first: BothOutcomes & { readonly places: readonly string[] },
  repeat: () => Promise<BothOutcomes | undefined>,
  comparison: Comparison | undefined,
): Promise<string[] | undefined> {
  let left = [...first.places];
  for (let round = 0; round < ROUNDS && left.length > 0; round++) {
    const next = await repeat();
    if (!next) return undefined;
    const shaken = [
      ...placesOf(compareOutcomes(first.home, next.home, comparison)),
      ...placesOf(compareOutcomes(first.target, next.target, comparison)),
    ];
    left = left.filter((place) => !shaken.some((other) => isWithin(place, other) || isWithin(other, place)));
  }
  return left;
}

function isWithin(place: string, other: string): boolean {
  return place === other || place.startsWith(`${other}/`);
}
