import { setTimeout as pause } from 'node:timers/promises';
import type { Leftover } from '../checker/index.ts';
import { changeover, type Begun, type Held, type Recorder } from '../history/index.ts';

/** What the log of a monolith says when its intake changes ways. */
const toTheQueue = /the queue takes orders/g;
const toTheDatabase = /orders go into the database again/g;
/** An order that has left these has its place in its lane. */
const waitsForIntake = /^(banyan-checkout-intake\.fifo|intakes?\b)/;

const betweenLooksMs = 250;
const enoughQuietLooks = 2;

export interface WatchedIntakeOptions {
  readonly recorder: Pick<Recorder, 'begin'>;
  /** Of all monoliths that run. */
  readonly logs: () => Promise<readonly string[]>;
  readonly leftovers: () => Promise<readonly Leftover[]>;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/**
 * Records when the intake of a shop with queues may change its way: while something is broken, and whenever a log says that
 * it did, as it does too on a machine so busy that the database answers late. A changeover ends once all are on one way
 * again, with nothing left on the other.
 */
export class WatchedIntake {
  readonly #options: WatchedIntakeOptions;
  readonly #over = new AbortController();
  #underway: Begun<typeof changeover> | undefined;
  #broken = false;
  #quietLooks = 0;
  #changes = 0;
  #lastLook: number;
  #watching: Promise<void> | undefined;

  constructor(options: WatchedIntakeOptions) {
    this.#options = options;
    this.#lastLook = options.now();
  }

  /** Begins to watch. */
  start(): void {
    this.#watching = this.#watch();
  }

  /** Watches no longer; a changeover that is under way stays open. */
  async stop(): Promise<void> {
    this.#over.abort();
    await this.#watching;
  }

  /** Something is broken: intake may change its way from now on. */
  mayChange(): void {
    this.#broken = true;
    this.#begin({});
  }

  /** All is healed: intake has to settle. */
  hasToSettle(): void {
    this.#broken = false;
  }

  /** Looks once. Logs that cannot be read, and a shop that cannot be asked, are not quiet. */
  async look(): Promise<void> {
    const { logs, now } = this.#options;
    const begun = now();
    const texts = await logs().catch(() => undefined);
    if (!texts) {
      this.#quietLooks = 0;
      return;
    }
    const settled = texts.every((text) => countOf(text, toTheQueue) === countOf(text, toTheDatabase));
    const changes = countOf(texts.join('\n'), toTheQueue);
    if (!settled || changes > this.#changes) this.#begin({ late: Math.ceil(now() - this.#lastLook) });
    this.#changes = changes;
    this.#lastLook = begun;
    if (!this.#underway || this.#broken) return;
    this.#quietLooks = settled && (await this.#isEmpty()) ? this.#quietLooks + 1 : 0;
    if (this.#quietLooks < enoughQuietLooks || this.#broken) return;
    this.#underway.ok({});
    this.#underway = undefined;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      await this.look();
      await pause(betweenLooksMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #isEmpty(): Promise<boolean> {
    const left = await this.#options.leftovers().catch(() => undefined);
    return left !== undefined && !left.some(({ where }) => waitsForIntake.test(where));
  }

  #begin(how: Held<typeof changeover, 'invoke'>): void {
    this.#quietLooks = 0;
    this.#underway ??= this.#options.recorder.begin(changeover, how);
  }
}

const countOf = (text: string, words: RegExp) => text.match(words)?.length ?? 0;
