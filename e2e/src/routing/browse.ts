import { setTimeout as pause } from 'node:timers/promises';
import type { Doors } from './doors.ts';

/** What became of the requests of shoppers who browsed. */
export interface Browsed {
  readonly requests: number;
  /** Everything but a 200, with where it was asked. */
  readonly failed: readonly string[];
  /** Milliseconds, in the order in which requests ended. */
  readonly took: readonly number[];
}

/** Shoppers who browse until they are stopped. */
export interface Browsing {
  /** How many requests have been answered so far. */
  readonly requests: number;
  stop(): Promise<Browsed>;
}

export interface BrowseOptions {
  readonly doors: Doors;
  readonly shoppers: number;
  /** Milliseconds between an answer and the next request; none if left out. */
  readonly thinking?: number;
  readonly pages?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every way in which the catalogue is read. */
const everyPage = ['/markets', '/products?market=GB&limit=5', '/products/MUG?market=GB'];

/** Has shoppers ask for page after page, each for one at a time. */
export function browse({ doors, shoppers, thinking = 0, pages = everyPage, headers = {} }: BrowseOptions): Browsing {
  const failed: string[] = [];
  const took: number[] = [];
  let stopped = false;
  let next = 0;

  async function ask(page: string, url: string): Promise<void> {
    try {
      const answer = await fetch(url + page, { headers });
      const text = await answer.text();
      if (answer.status !== 200) failed.push(`${url}${page}: ${answer.status} ${text}`);
    } catch (error) {
      failed.push(`${url}${page}: ${String((error as Error).cause ?? error)}`);
    }
  }

  const all = Array.from({ length: shoppers }, async () => {
    while (!stopped) {
      const begun = performance.now();
      const nth = next++;
      await doors.through(nth, (url) => ask(`/api/v1${pages[nth % pages.length]!}`, url));
      took.push(performance.now() - begun);
      if (thinking > 0) await pause(thinking);
    }
  });
  return {
    get requests() {
      return took.length;
    },
    stop: async () => {
      stopped = true;
      await Promise.all(all);
      return { requests: took.length, failed, took };
    },
  };
}
