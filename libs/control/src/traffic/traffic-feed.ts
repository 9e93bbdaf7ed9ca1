import type { HostReport } from '@banyan/strangler';
import type { TrafficAnswer } from '../answers.ts';
import { flowsBetween } from './flows.ts';

/** Milliseconds between two looks. Hosts report as often. */
const EACH = 1_000;
/** Looks over which calls are counted together: in a second of a quiet shop there are too few to tell a p99. */
const WINDOW = 5;

export interface TrafficFeedOptions {
  /** The reports of the instances that are alive, and the newest version of the routes. */
  readonly look: () => Promise<{ readonly newest: number | null; readonly reports: readonly HostReport[] }>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Hears of looks that failed; the next one is made all the same. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two looks; 1,000 if left out. */
  readonly each?: number;
}

interface Look {
  readonly at: number;
  readonly reports: readonly HostReport[];
}

/** Looks at what flows as long as somebody watches: once a second, however many they are. */
export class TrafficFeed {
  readonly #options: TrafficFeedOptions;
  readonly #watchers = new Set<(answer: TrafficAnswer) => void>();
  #looks: Look[] = [];
  #next: NodeJS.Timeout | undefined;

  constructor(options: TrafficFeedOptions) {
    this.#options = options;
  }

  /** How many watch. */
  get watchers(): number {
    return this.#watchers.size;
  }

  /** Tells from now on what flows. @returns ends it */
  watch(watcher: (answer: TrafficAnswer) => void): () => void {
    this.#watchers.add(watcher);
    if (this.#watchers.size === 1) void this.#goOn();
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size > 0) return;
      clearTimeout(this.#next);
      this.#looks = [];
    };
  }

  async #goOn(): Promise<void> {
    const { look, now, onError, each = EACH } = this.#options;
    try {
      const { newest, reports } = await look();
      const at = now();
      this.#looks = [...this.#looks, { at, reports }].slice(-WINDOW - 1);
      const first = this.#looks[0]!;
      const flows = this.#looks.length === 1 ? [] : flowsBetween(first.reports, reports, (at - first.at) / 1_000);
      const answer: TrafficAnswer = { at: new Date(at).toISOString(), newest, flows, hosts: reports.map(({ instance, host, routeVersion }) => ({ instance, host, routeVersion })) };
      for (const watcher of this.#watchers) watcher(answer);
    } catch (error) {
      onError(error);
    }
    if (this.#watchers.size > 0) this.#next = setTimeout(() => void this.#goOn(), each);
  }
}
