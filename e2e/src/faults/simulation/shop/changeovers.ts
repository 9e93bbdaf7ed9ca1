import { changeover } from '../../history/index.ts';
import type { Begun, Notebook } from '../runs/notebook.ts';
import type { VirtualTime } from '../time/virtual-time.ts';

export interface ChangeoversOptions {
  readonly notebook: Notebook;
  readonly time: VirtualTime;
  /** Whether intake has two ways at all. */
  readonly isWanted: boolean;
  /** Whether the intake queue is empty and nothing is broken. */
  readonly isCalm: () => boolean;
}

const betweenLooksMs = 100;
/** Milliseconds that it has to be calm: longer than an order waits for the database before it takes the queue. */
const calmMs = 3_000;

/** Records from when until when intake may change its way. */
export class Changeovers {
  readonly #options: ChangeoversOptions;
  readonly #byQueue = new Set<string>();
  #underway: Begun<typeof changeover> | undefined;
  #calmSince: number | undefined;

  constructor(options: ChangeoversOptions) {
    this.#options = options;
  }

  /** Whether one is under way. */
  get isUnderway(): boolean {
    return this.#underway !== undefined;
  }

  /** From now on orders may take another way than before. */
  mayBegin(): void {
    const { notebook, isWanted } = this.#options;
    this.#calmSince = undefined;
    if (this.#underway || !isWanted) return;
    this.#underway = notebook.begin('runner', changeover, {});
    this.#lookLater();
  }

  /** A machine's orders take that way from now on; a process that starts begins with the database. */
  takes(machine: string, way: 'database' | 'queue'): void {
    if (way === 'queue') this.mayBegin();
    if (way === 'queue') this.#byQueue.add(machine);
    else this.#byQueue.delete(machine);
  }

  #lookLater(): void {
    this.#options.time.after(betweenLooksMs, () => this.#look());
  }

  #look(): void {
    const { time, isCalm } = this.#options;
    const isOver = this.#byQueue.size === 0 && isCalm();
    this.#calmSince = isOver ? (this.#calmSince ?? time.now()) : undefined;
    if (this.#calmSince === undefined || time.now() - this.#calmSince < calmMs) return this.#lookLater();
    this.#underway?.ok({});
    this.#underway = undefined;
  }
}
