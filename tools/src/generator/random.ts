import { seededRandom, type Random as Shares } from '../seeded-random.ts';

/** Chance that is the same for the same seed, on every machine. */
export class Random {
  /** From 0 up to, but not including, 1. */
  readonly share: Shares;

  /** @param seed a whole number from 0 to 4,294,967,295 */
  constructor(seed: number) {
    this.share = seededRandom(seed);
  }

  /** Whether something happens that does so with this probability. */
  happens(probability: number): boolean {
    return this.share() < probability;
  }

  /** A whole number from `least` to `most`, each as likely. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  /** One of the items, each as likely. */
  oneOf<T>(items: readonly [T, ...T[]]): T {
    return items[this.whole(0, items.length - 1)] ?? items[0];
  }

  /** A place from 0 to `places` − 1 with a long tail: the earlier, the likelier. */
  early(places: number): number {
    return Math.floor(places * this.share() ** 3);
  }
}
