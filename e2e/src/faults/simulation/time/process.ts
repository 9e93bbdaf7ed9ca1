import { AsyncLocalStorage } from 'node:async_hooks';
import type { VirtualTime } from './virtual-time.ts';

const running = new AsyncLocalStorage<Process>();

/** The process whose code runs just now, if it is a simulated one's. */
export function currentProcess(): Process | undefined {
  return running.getStore();
}

/**
 * A process of the shop. Whatever it begins belongs to it: its timers, and the answers that it waits for. Once it has ended
 * none of its code runs any more, and while it is paused all that would reach it waits.
 */
export class Process {
  /** Unique in a run, with each start of a host. */
  readonly name: string;
  readonly #time: VirtualTime;
  #state: 'runs' | 'paused' | 'ended' = 'runs';
  #waiting: (() => void)[] = [];

  constructor(name: string, time: VirtualTime) {
    this.name = name;
    this.#time = time;
  }

  get isThere(): boolean {
    return this.#state !== 'ended';
  }

  get runs(): boolean {
    return this.#state === 'runs';
  }

  /** Runs code as this process's. */
  run<T>(work: () => T): T {
    return running.run(this, work);
  }

  /** Has something reach the process: at once, when it goes on, or never. */
  reach(then: () => void): void {
    if (this.#state === 'runs') this.run(then);
    else if (this.#state === 'paused') this.#waiting.push(then);
  }

  /** Has something reach the process after so many milliseconds. @returns calls it off */
  later(milliseconds: number, then: () => void): () => void {
    let calledOff = false;
    const callOff = this.#time.after(milliseconds, () => this.reach(() => (calledOff ? undefined : then())));
    return () => {
      calledOff = true;
      callOff();
    };
  }

  /** As `kill -STOP` does. */
  stop(): void {
    if (this.#state === 'runs') this.#state = 'paused';
  }

  /** As `kill -CONT` does: what has reached it meanwhile it meets now, one after the other. */
  goOn(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'runs';
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const then of waiting) this.#time.after(0, () => this.reach(then));
  }

  /** As `kill -KILL` does. */
  end(): void {
    this.#state = 'ended';
    this.#waiting = [];
  }
}
