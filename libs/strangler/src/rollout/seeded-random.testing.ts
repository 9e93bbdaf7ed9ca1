const { imul, log, cos, sqrt, exp, PI } = Math;

/** Chance that a seed repeats: numbers from 0 up to, not including, 1 (mulberry32, T. Ettinger). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of so many trials hit, each with the same chance. */
export function binomial(trials: number, chance: number, random: () => number): number {
  let hits = 0;
  for (let trial = 0; trial < trials; trial++) if (random() < chance) hits++;
  return hits;
}

/** A latency in milliseconds: log-normal, so that p99 is 3.2 times the median. */
export function latencyAround(median: number, random: () => number): number {
  return median * exp(0.5 * sqrt(-2 * log(1 - random())) * cos(2 * PI * random()));
}

/** How many arrive where that many do in the mean (Poisson). */
export function arrivals(mean: number, random: () => number): number {
  let count = 0;
  for (let left = random(), limit = exp(-mean); left > limit; left *= random()) count++;
  return count;
}
