import { createHash } from 'node:crypto';
import { seededRandom, type Random } from '@banyan/tools/seeded-random';

/** Chance that is the same for the same seed. Each of its users has a stream of its own, so that none depends on when another draws. */
export class Chance {
  /** Numbers from 0 up to, not including, 1. */
  readonly share: Random;

  /** @param what it is for: the same seed and the same words give the same */
  constructor(seed: number, what: string) {
    this.share = seededRandom(createHash('sha256').update(`${seed} ${what}`).digest().readUInt32LE(0));
  }

  /** Whether something happens that does so with this probability. */
  happens(probability: number): boolean {
    return this.share() < probability;
  }

  /** A whole number from `least` to `most`, each as likely. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  /** One of the items, each as likely. @throws {RangeError} if there is none */
  oneOf<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('There is nothing to choose from. Give at least one.');
    return items[this.whole(0, items.length - 1)]!;
  }

  /** The items in any sequence, each as likely. */
  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    return items.map(() => left.splice(this.whole(0, left.length - 1), 1)[0]!);
  }
}
