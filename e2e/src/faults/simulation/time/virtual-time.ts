import { Agenda } from './agenda.ts';

/** Real, whatever is put in place of the global timers later. */
const nextTurn = globalThis.setImmediate;

/** Why time stopped passing. */
export type Stopped = 'done' | 'late' | 'nothing happens any more';

/** Time that passes only from one thing that happens to the next. */
export class VirtualTime {
  readonly #agenda = new Agenda();
  #now: number;
  #happened = 0;

  /** @param begin milliseconds since the epoch */
  constructor(begin: number) {
    this.#now = begin;
  }

  /** Milliseconds since the epoch. */
  readonly now = (): number => this.#now;

  /** How many things have happened. */
  get happened(): number {
    return this.#happened;
  }

  /** Has something happen once, after so many milliseconds; of things due at one instant, that first which was arranged first. @returns calls it off */
  after(milliseconds: number, happen: () => void): () => void {
    return this.#agenda.add(this.#now + Math.max(0, milliseconds), happen);
  }

  /** Resolves after so many milliseconds. */
  readonly pause = (milliseconds: number): Promise<void> => new Promise((resolve) => void this.after(milliseconds, resolve));

  /**
   * Lets time pass until something is so, or until an instant. Whatever one thing sets going within its process, promises
   * too, has come to rest before the next one happens.
   */
  pass(until: { readonly done: () => boolean; readonly latest: number }): Promise<Stopped> {
    return new Promise((resolve, reject) => {
      const step = (): void => {
        try {
          if (until.done()) return resolve('done');
          const next = this.#agenda.next();
          if (!next) return resolve('nothing happens any more');
          if (next.at > until.latest) return resolve('late');
          this.#now = Math.max(this.#now, next.at);
          this.#happened++;
          next.happen();
        } catch (error) {
          return reject(error);
        }
        nextTurn(step);
      };
      nextTurn(step);
    });
  }
}
