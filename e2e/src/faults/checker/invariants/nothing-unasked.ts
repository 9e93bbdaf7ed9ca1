import { requestOf } from '../facts/facts.ts';
import { mayBeDone } from '../facts/operations.ts';
import type { Invariant } from '../invariant.ts';

/** No order exists, and none is cancelled, that nobody asked for. */
export const nothingUnasked: Invariant = {
  name: 'nothing-unasked',
  promise: 'Every order was sent by a shopper, and every cancelled one was to be cancelled by a shopper.',
  *breaches(facts) {
    const toCancel = new Set(facts.cancels.filter((cancel) => mayBeDone(cancel)).map(({ invoke }) => invoke.orderId));
    for (const row of facts.witnesses.orders) {
      if (!requestOf(row, facts)) yield { what: `Nobody sent the order ${row.orderId}.`, rows: [{ order: row }] };
      if (row.status === 'cancelled' && !toCancel.has(row.orderId)) yield { what: `Nobody asked to cancel the order ${row.orderId}.`, rows: [{ order: row }] };
    }
  },
};
