import type { PlaceTally, ShadowTally } from './shadow-tally.ts';
import { binomialTail, greaterShareByChance } from './significance.ts';
import { STANDS_BY_CHANCE } from './standing.ts';

/** A place at which the target differs from home for another reason than noise. */
export interface BeyondNoise {
  /** JSON pointer with list indexes as `*`. */
  readonly pointer: string;
  /** Share of the compared answers, 0 to 1, that differ here beyond the noise. */
  readonly rate: number;
  /** The chance that noise alone does this. */
  readonly chance: number;
  /** `stood`: the same answers every time the call was repeated. `share`: more often than home differs from itself. */
  readonly because: 'stood' | 'share';
}

export interface BeyondNoiseReport {
  /** The greatest of the places' rates: so many of the compared answers, at least, differ beyond the noise; 0 if none. */
  readonly rate: number;
  /** Greatest rate first. */
  readonly places: readonly BeyondNoise[];
}

/** How often noise may be taken for a difference: by either test, over all places of one tally, at one look at it. */
const STOOD_LEVEL = 0.001;
const SHARE_LEVEL = 0.000_1;

/**
 * The places at which answers differ significantly more than home differs from itself. Two tests, since each is blind
 * to what the other sees:
 * - A steady difference, such as a wrong price, is found by the first calls that meet it. They are repeated, see
 *   `standing`; the number of those that stood is tested against what chance lets stand (exact binomial tail). It needs
 *   no estimate of the noise: with a baseline of 140 calls, 5 mismatches of 500 could not be told from noise by shares.
 * - An unsteady difference, such as an answer that is wrong at times, never stands: its share is tested against the
 *   noise's (Fisher's exact test, one-sided).
 *
 * The levels, 0.001 and 0.0001, are divided by the number of places (Bonferroni), so that many noisy places raise no more
 * alarms than one. They hold where noise strikes each answer anew; what changes once, such as stock, does not stand.
 *
 * @param minimum compared calls below which nothing is concluded
 */
export function beyondNoise(tally: ShadowTally, minimum: number): BeyondNoiseReport {
  const entries = tally.compared < minimum ? [] : Object.entries(tally.pointers);
  const tested = Math.max(1, entries.filter(([, { mismatched }]) => mismatched > 0).length);
  const places = entries
    .flatMap(([pointer, place]): BeyondNoise[] => {
      const stood = binomialTail(place.stood, place.repeated, STANDS_BY_CHANCE);
      if (stood < STOOD_LEVEL / tested) return [{ pointer, rate: stoodRate(place, tally), chance: stood, because: 'stood' }];
      const share = shareByChance(place, tally);
      if (share < SHARE_LEVEL / tested) return [{ pointer, rate: excessRate(place, tally), chance: share, because: 'share' }];
      return [];
    })
    .sort((one, other) => other.rate - one.rate || (one.pointer < other.pointer ? -1 : 1));
  return { rate: places[0]?.rate ?? 0, places };
}

function shareByChance({ mismatched, noise }: PlaceTally, { compared, noiseCompared }: ShadowTally): number {
  if (noiseCompared === 0) return 1;
  return greaterShareByChance({ hits: mismatched, of: compared }, { hits: noise, of: noiseCompared });
}

/** Of the mismatches that were not looked into, as many stand as of those that were. */
function stoodRate({ mismatched, repeated, stood }: PlaceTally, { compared }: ShadowTally): number {
  return (mismatched / compared) * (stood / repeated);
}

function excessRate({ mismatched, noise }: PlaceTally, { compared, noiseCompared }: ShadowTally): number {
  return Math.max(0, mismatched / compared - noise / noiseCompared);
}
