import { percentile } from '../../replay/report/percentile.ts';

/** When a request was made, as far as the comparison of placements goes. */
export type Phase = 'home' | 'moving' | 'away';

/** How long requests took in a phase, in milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

const failuresKept = 5;

/** Counts every request to the shop, and times it. A failed one counts as failed even if it is repeated with success. */
export class RequestTally {
  readonly #clock: () => number;
  readonly #times: Record<Phase, number[]> = { home: [], moving: [], away: [] };
  readonly #failures: string[] = [];
  #failed = 0;
  #phase: Phase = 'moving';

  /** @param clock milliseconds that only rise */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** From now on requests count to this phase; those under way still to the one they were made in. */
  enter(phase: Phase): void {
    this.#phase = phase;
  }

  /** Makes a request. @throws what it throws */
  async count<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    const times = this.#times[this.#phase];
    const begun = this.#clock();
    try {
      return await request();
    } catch (error) {
      this.#failed += 1;
      if (this.#failures.length < failuresKept) this.#failures.push((error as Error).message);
      throw error;
    } finally {
      times.push(this.#clock() - begun);
    }
  }

  get requests(): number {
    return Object.values(this.#times).reduce((sum, times) => sum + times.length, 0);
  }

  get failed(): number {
    return this.#failed;
  }

  /** What the first failures said. */
  get failures(): readonly string[] {
    return this.#failures;
  }

  /** Requests of a phase that have been answered. */
  requestsIn(phase: Phase): number {
    return this.#times[phase].length;
  }

  latencyIn(phase: Phase): Latency {
    return { p50: percentile(this.#times[phase], 0.5), p99: percentile(this.#times[phase], 0.99) };
  }
}
