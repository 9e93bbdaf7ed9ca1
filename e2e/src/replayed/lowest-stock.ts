import { setTimeout as pause } from 'node:timers/promises';
import type { Owner } from '../faults/run/owner.ts';

const betweenLooks = 200;

/** Looks again and again at what there is least of; `stop` gives the least that was seen. While the database is away there is nothing to see. */
export function lowestStock({ query }: Pick<Owner, 'query'>): { stop(): Promise<number> } {
  let [least, stopped] = [Infinity, false];
  const look = () => query<{ least: number | null }>('SELECT min(on_hand)::int AS least FROM catalog.stock');
  const looking = (async () => {
    while (!stopped) {
      const [row] = await look().catch(() => []);
      least = Math.min(least, row?.least ?? Infinity);
      await pause(betweenLooks);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await looking;
      return least;
    },
  };
}
