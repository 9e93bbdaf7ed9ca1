import { setTimeout as pause } from 'node:timers/promises';
import { stock, type Recorder } from '../history/index.ts';
import type { Owner } from './owner.ts';

const betweenCounts = 300;

/** All of it is read as of one instant. */
const levels = `
  SELECT sku, on_hand AS "onHand", coalesce(held, 0)::int AS held
  FROM catalog.stock LEFT JOIN (
    SELECT sku, sum(CASE kind WHEN 'reserved' THEN quantity ELSE -quantity END) AS held FROM catalog.movement GROUP BY sku
  ) AS moved USING (sku)
  ORDER BY sku`;

/** Counts the stock again and again, until it is stopped. */
export function countStock({ owner, recorder }: { readonly owner: Owner; readonly recorder: Recorder }): { stop(): Promise<void> } {
  let stopped = false;
  const counting = (async () => {
    while (!stopped) {
      const begun = recorder.begin(stock, {});
      await owner.query<{ sku: string; onHand: number; held: number }>(levels).then(
        (found) => begun.ok({ levels: found }),
        (error: NodeJS.ErrnoException) => begun.info({ error: error.code ?? error.message }),
      );
      await pause(betweenCounts);
    }
  })();
  return {
    stop: () => {
      stopped = true;
      return counting;
    },
  };
}
