import type { Chance } from '../chance.ts';
import type { Process } from '../time/process.ts';
import type { VirtualTime } from '../time/virtual-time.ts';

/** What goes wrong at a border just now; shares are of all requests, 0 to 1. */
export interface Weather {
  /** Nobody answers, and nothing is done. */
  readonly away: boolean;
  /** Answers that never come, though what was asked is done. */
  readonly lost: number;
  /** Requests that take seconds to arrive. */
  readonly slow: number;
  /** Requests that arrive a second time, later. */
  readonly repeated: number;
}

export const fine: Weather = { away: false, lost: 0, slow: 0, repeated: 0 };

export interface BorderOptions {
  readonly time: VirtualTime;
  readonly chance: Chance;
  /** Milliseconds that a request takes to arrive, and its answer to come back. */
  readonly latency: readonly [least: number, most: number];
  /** Milliseconds that a slow one takes. */
  readonly slowness: readonly [least: number, most: number];
  /** Whether what lies behind can be asked twice for one request: false where one connection carries both. */
  readonly repeats: boolean;
}

/** Where a process ends and something else begins: requests cross it, and answers. Each may be slow, and get lost. */
export class Border {
  readonly #options: BorderOptions;
  #weather: Weather = fine;
  #fineSince = -Infinity;
  #onTheWay = 0;

  constructor(options: BorderOptions) {
    this.#options = options;
  }

  /** How many requests have not arrived yet. */
  get onTheWay(): number {
    return this.#onTheWay;
  }

  get weather(): Weather {
    return this.#weather;
  }

  set weather(weather: Weather) {
    this.#weather = weather;
    this.#fineSince = weather === fine ? this.#options.time.now() : Infinity;
  }

  /** Whether nothing has gone wrong here for so many milliseconds. */
  isFineFor(milliseconds: number): boolean {
    return this.#options.time.now() - this.#fineSince > milliseconds;
  }

  /**
   * Crosses to have something done. What has left its process arrives, whatever becomes of that; an answer reaches the
   * process as long as it is there.
   * @param effect is what is done on the other side, at one instant where it is a store
   * @param failure is what the process gets where no answer comes
   */
  cross<T>(process: Process, effect: () => Promise<T>, failure: (executed: 'no' | 'unknown') => Error): Promise<T> {
    const { chance } = this.#options;
    return new Promise((resolve, reject) => {
      const fail = (executed: 'no' | 'unknown') => process.later(chance.between(1, 2_000), () => reject(failure(executed)));
      const arrive = () => {
        if (this.weather.away) return void fail('no');
        const isLost = chance.hits(this.weather.lost);
        effect().then(
          (answer) => (isLost ? fail('unknown') : process.later(this.#latency(), () => resolve(answer))),
          (error: unknown) => (isLost ? fail('unknown') : process.later(this.#latency(), () => reject(error))),
        );
      };
      this.#after(this.#wayThere(), arrive);
      if (this.#options.repeats && chance.hits(this.weather.repeated)) {
        this.#after(this.#wayThere() + chance.between(0, 3_000), () => void (this.weather.away ? undefined : effect().catch(() => undefined)));
      }
    });
  }

  #after(milliseconds: number, arrive: () => void): void {
    this.#onTheWay++;
    this.#options.time.after(milliseconds, () => {
      this.#onTheWay--;
      arrive();
    });
  }

  #wayThere(): number {
    const { chance, slowness } = this.#options;
    return chance.hits(this.weather.slow) ? chance.between(...slowness) : this.#latency();
  }

  #latency(): number {
    return this.#options.chance.between(...this.#options.latency);
  }
}

/** A port whose every method crosses a border. */
export function behind<T extends object>(port: T, cross: <R>(effect: () => Promise<R>) => Promise<R>): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => cross(async () => (await Reflect.apply(method, target, given)) as unknown);
    },
  });
}
