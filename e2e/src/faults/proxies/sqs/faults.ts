import { seededRandom, type Random } from '@banyan/tools/seeded-random';

/** A part of all cases, from 0 to 1; for the actions named only, where actions are named. */
export type Share = number | Readonly<Partial<Record<string, number>>>;

/** What can go wrong with an SQS that keeps all its promises. */
export interface SqsFaults {
  /** Requests are refused because there are too many. */
  readonly throttled?: Share;
  /** Entries of a batch fail, and nothing of them is done. */
  readonly entriesFailed?: Share;
  /** What was asked is done, and the connection is reset in place of an answer. */
  readonly repliesLost?: Share;
  /** Answers take so much longer. */
  readonly slow?: Share;
  readonly slowMilliseconds?: number;
  /** Messages that were deleted come again, before their group goes on. */
  readonly redelivered?: number;
  /** Messages are given to somebody else as well while the first one has them, as if they had taken too long. */
  readonly overlapping?: number;
  /** Messages are passed by those of other groups; each group keeps its order. */
  readonly groupsReordered?: number;
  /** Messages are put behind all those of their own group. SQS promises that this never happens: to be asked for explicitly. */
  readonly messagesReordered?: number;
}

export type FaultKind = Exclude<keyof SqsFaults, 'slowMilliseconds'>;

/** Faults that happen by chance, each kind with numbers of its own that a seed repeats. */
export class Faults {
  /** How often each has happened. */
  readonly happened = new Map<FaultKind, number>();
  readonly #seed: number;
  readonly #chances = new Map<FaultKind, Random>();
  #on: SqsFaults = {};

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** From now on these, and no others. */
  switchTo(faults: SqsFaults): void {
    this.#on = faults;
  }

  get slowMilliseconds(): number {
    return this.#on.slowMilliseconds ?? 1_000;
  }

  /** Whether a kind of fault can happen at all. */
  isOn(kind: FaultKind): boolean {
    return this.#on[kind] !== undefined;
  }

  /** Whether it happens this time; if so, it is counted. */
  strikes(kind: FaultKind, action = ''): boolean {
    const share = this.#on[kind];
    const part = typeof share === 'object' ? share[action] : share;
    if (part === undefined || this.number(kind) >= part) return false;
    this.happened.set(kind, (this.happened.get(kind) ?? 0) + 1);
    return true;
  }

  /** The next number of a kind's chance. */
  number(kind: FaultKind): number {
    let chance = this.#chances.get(kind);
    if (!chance) this.#chances.set(kind, (chance = seededRandom(this.#seed + [...kind].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7))));
    return chance();
  }
}
