/** Turns many small requests that come at about the same time into few large ones. */
export type Batcher<Item, Result> = (item: Item) => Promise<Result>;

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * While one batch is under way, the next gathers; alone, a request waits for nothing. A failure reaches every
 * request of its batch.
 * @param work gives a result for each item, in the same order
 */
export function batcher<Item, Result>(work: (items: readonly Item[]) => Promise<readonly Result[]>): Batcher<Item, Result> {
  const limit = 256;
  const gathering: Waiting<Item, Result>[] = [];
  let working = false;

  async function drain(): Promise<void> {
    while (gathering.length > 0) {
      const batch = gathering.splice(0, limit);
      try {
        const results = await work(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    working = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      gathering.push({ item, resolve, reject });
      if (!working) {
        working = true;
        setImmediate(() => void drain());
      }
    });
}

/**
 * A batcher for work of which a failed batch leaves nothing behind, such as one statement: each request of such a
 * batch is then tried alone, so that a failure reaches only whoever caused it.
 * @param work gives a result for each item, in the same order
 */
export function isolatingBatcher<Item, Result>(work: (items: readonly Item[]) => Promise<readonly Result[]>): Batcher<Item, Result> {
  const together = batcher<Item, { readonly result: Result } | 'alone'>(async (items) => {
    try {
      const results = await work(items);
      return items.map((_, index) => ({ result: results[index] as Result }));
    } catch (error) {
      if (items.length === 1) throw error;
      return items.map(() => 'alone' as const);
    }
  });
  return async (item) => {
    const outcome = await together(item);
    if (outcome !== 'alone') return outcome.result;
    const [result] = await work([item]);
    return result as Result;
  };
}
