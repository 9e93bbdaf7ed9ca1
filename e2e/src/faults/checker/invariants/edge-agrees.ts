import { historyOf } from '../facts/statuses.ts';
import type { Invariant } from '../invariant.ts';

/** In the end the edge has heard all of each order. */
export const edgeAgrees: Invariant = {
  name: 'edge-agrees',
  promise: 'Once all is done the edge has heard of each order what became of it, change by change, and of no others.',
  *breaches({ witnesses, heard, order }) {
    for (const row of witnesses.orders) {
      const told = heard.get(row.orderId);
      const revision = historyOf(row).length - 1;
      if (!told) yield { what: `The edge never heard of ${row.orderId}.`, rows: [{ order: row }] };
      else if (told.status !== row.status || told.revision !== revision) {
        yield { what: `The edge has heard that ${row.orderId} is ${told.status} (change ${told.revision}); it is ${row.status} (change ${revision}).`, rows: [{ heard: told }, { order: row }] };
      }
    }
    for (const told of witnesses.heard) if (!order.has(told.orderId)) yield { what: `The edge has heard of ${told.orderId}, which is no order.`, rows: [{ heard: told }] };
  },
};
