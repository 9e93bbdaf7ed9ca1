import type { Logger } from 'pino';
import type { ShutdownSettings } from './shutdown-settings.ts';

/**
 * The stages of a shutdown, in their order, and the share of its time that has passed when each is over at the latest: nothing more is
 * taken and what was taken is ended or given back; what is being answered is answered; connections are closed.
 */
const stages = { taking: 0.5, answering: 0.9, closing: 1 } as const;
export type ShutdownStage = keyof typeof stages;

/** What is waited for, as people call it. */
export type Endings = Readonly<Record<string, () => Promise<unknown>>>;

/** A host had not ended in time, and was ended. */
export class ShutdownOverdue extends Error {
  override readonly name = 'ShutdownOverdue';
  /** @param left what was still under way */
  constructor(host: string, left: readonly string[], milliseconds: number) {
    super(`${host} was told to stop and ended after ${milliseconds} ms with this still under way: ${left.join(', ')}. What was taken and not done is done by others once its lease or visibility has run out.`);
  }
}

/** How a host comes to its end: stage after stage, each within its time, and all within the time that the host is given. */
export class Shutdown {
  readonly #host: string;
  readonly #settings: ShutdownSettings;
  readonly #logger: Logger;
  readonly #underWay = new Set<string>();
  readonly #left: string[] = [];
  readonly #taken: Record<string, () => Promise<unknown>> = {};
  readonly #onBegin: () => void;
  #nothingMore: Promise<unknown> | undefined;
  #begun: number | undefined;
  #told = false;

  /** @param given.onBegin is told at once when the host is told to stop, or closed */
  constructor({ host, settings, logger, onBegin }: { readonly host: string; readonly settings: ShutdownSettings; readonly logger: Logger; readonly onBegin: () => void }) {
    this.#host = host;
    this.#settings = settings;
    this.#logger = logger;
    this.#onBegin = onBegin;
  }

  /** Whether the host has been told to stop. */
  get hasBegun(): boolean {
    return this.#begun !== undefined;
  }

  /** Says how no more is taken, and how what was taken is ended or given back. */
  first(endings: Endings): void {
    Object.assign(this.#taken, endings);
  }

  /**
   * Ends the host: takes no more while it goes on answering for a while, then closes.
   * @param close goes through the other stages
   * @throws {ShutdownOverdue} if something had not ended in its time
   */
  async run(reason: string, close: () => Promise<void>): Promise<void> {
    const begun = this.#begin();
    this.#told = true;
    this.#logger.info({ reason }, `${this.#host} drains`);
    const end = this.takeNoMore().then(close);
    if (!(await inTime(end, this.#settings.timeoutMs))) this.#left.push(...(this.#underWay.size > 0 ? this.#underWay : ['its connections']));
    const took = Math.round(performance.now() - begun);
    if (this.#left.length > 0) throw new ShutdownOverdue(this.#host, this.#left, took);
    this.#logger.info({ milliseconds: took }, `${this.#host} has stopped`);
  }

  /** Goes through the first stage, once; one that was merely closed does not go on answering. */
  async takeNoMore(): Promise<void> {
    const drained = () => new Promise((resolve) => setTimeout(resolve, this.#told ? this.#settings.drainMs : 0));
    this.#nothingMore ??= this.stage('taking', { ...this.#taken, 'the time for others to notice': drained });
    await this.#nothingMore;
  }

  /**
   * Ends these beside each other. Resolves once all have ended, or the stage is over; they are then left as they are.
   * @returns whether all have ended
   */
  async stage(stage: ShutdownStage, endings: Endings): Promise<boolean> {
    const until = this.#begin() + this.#settings.timeoutMs * stages[stage];
    const left = new Set(Object.keys(endings));
    const all = Object.entries(endings).map(async ([name, end]) => {
      this.#underWay.add(name);
      await end().finally(() => this.#underWay.delete(name));
      left.delete(name);
    });
    if (await inTime(Promise.all(all), until - performance.now())) return true;
    this.#left.push(...left);
    this.#logger.error({ left: [...left] }, `${this.#host} leaves what has not ended in its time, and goes on stopping.`);
    return false;
  }

  #begin(): number {
    if (this.#begun === undefined) {
      this.#begun = performance.now();
      this.#onBegin();
    }
    return this.#begun;
  }
}

/** Waits for work, but not longer than so many milliseconds; false if it had not ended by then. */
async function inTime(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([work.then(() => true), over]);
  } finally {
    clearTimeout(timer);
  }
}
