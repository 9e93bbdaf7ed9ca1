import { until } from './until.ts';

/** The instances of the monolith that shoppers may come to, as a load balancer keeps them. */
export class Doors {
  readonly #open = new Set<string>();
  readonly #inside = new Map<string, number>();

  constructor(...urls: readonly string[]) {
    urls.forEach((url) => this.open(url));
  }

  open(url: string): void {
    this.#open.add(url);
  }

  /** Lets nobody in any more, and waits until everybody has come out. */
  async close(url: string): Promise<void> {
    this.#open.delete(url);
    await until(`everybody to leave ${url}`, () => this.#insideOf(url) === 0);
  }

  /** Goes in by the nth open door, round and round, and comes out when the work has ended. */
  async through<T>(nth: number, work: (url: string) => Promise<T>): Promise<T> {
    const open = [...this.#open];
    const url = open[nth % open.length]!;
    this.#inside.set(url, this.#insideOf(url) + 1);
    try {
      return await work(url);
    } finally {
      this.#inside.set(url, this.#insideOf(url) - 1);
    }
  }

  #insideOf(url: string): number {
    return this.#inside.get(url) ?? 0;
  }
}
