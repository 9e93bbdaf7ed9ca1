import { seededRandom, type Random } from '@banyan/tools/seeded-random';

/** Chance that a seed repeats, all of it. */
export class Chance {
  /** A number from 0 up to, not including, 1. */
  readonly next: Random;

  constructor(seed: number) {
    this.next = seededRandom(seed);
    // Seeds that follow each other would begin alike.
    for (let turn = 0; turn < 4; turn++) this.next();
  }

  /** Whether something happens that has this share of all cases, 0 to 1. */
  hits(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number from the first to the last, both included. */
  whole(first: number, last: number): number {
    return first + Math.floor(this.next() * (last - first + 1));
  }

  /** A number of milliseconds between the two, in steps of a microsecond. */
  between(least: number, most: number): number {
    return Math.round((least + this.next() * (most - least)) * 1_000) / 1_000;
  }

  /** One of several, each as likely as the others. */
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new RangeError('There is nothing to pick from.');
    return from[this.whole(0, from.length - 1)] as T;
  }

  /** Chance of its own, so that what one part of a run draws moves nothing in another. */
  apart(): Chance {
    return new Chance(this.next() * 2 ** 32);
  }
}
