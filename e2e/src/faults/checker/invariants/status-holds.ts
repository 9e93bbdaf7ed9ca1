import type { OrderStatus } from '@banyan/contracts/orders';
import type { EventOf, status } from '../../history/index.ts';
import type { Facts } from '../facts/facts.ts';
import { groupBy } from '../facts/group.ts';
import { isDone } from '../facts/operations.ts';
import { historyOf, mayFollow } from '../facts/statuses.ts';
import { sweep, type Stretch } from '../facts/sweep.ts';
import type { Breach, Invariant } from '../invariant.ts';

/** A look that was answered. */
interface Look extends Stretch {
  readonly invoke: EventOf<typeof status, 'invoke'>;
  readonly end: EventOf<typeof status, 'ok'>;
}

/** What a shopper is shown of an order is true and is never taken back. */
export const statusHolds: Invariant = {
  name: 'status-holds',
  promise: 'An accepted order is found from then on; what is shown of it never goes back, is part of what became of it, and is the whole of it once all is done.',
  *breaches(facts) {
    const answered = facts.looks.filter((look) => isDone(look)).map(({ invoke, end }): Look => ({ invoke, end, begun: invoke.t, ended: end.t }));
    yield* notFound(facts);
    for (const looks of groupBy(answered, ({ invoke }) => `${invoke.session} ${invoke.orderId}`).values()) yield* takenBack(looks);
    const drained = facts.drains.find(({ end }) => end?.k === 'ok')?.end?.t;
    for (const look of answered) {
      yield* untrue(look, facts);
      if (drained !== undefined && look.begun > drained) yield* notWhole(look, facts);
    }
  },
};

function* notFound({ looks, requestOfOrder }: Facts): Generator<Breach> {
  for (const { invoke, end } of looks) {
    const accepted = requestOfOrder.get(invoke.orderId)?.accepted[0]?.end;
    if (accepted && accepted.t < invoke.t && end?.k === 'fail' && end.http === 404) {
      yield { what: `${invoke.orderId} was accepted, and is not found afterwards.`, events: [accepted, invoke, end] };
    }
  }
}

/** One that the shop knows by its receipt alone, and says so, is let pass: it tells no more than the receipt did. */
const isByReceipt = ({ end }: Look) => end.byReceipt && end.stale && end.status === 'accepted';

function takenBack(looks: readonly Look[]): Breach[] {
  const found: Breach[] = [];
  let furthest: Look | undefined;
  sweep(looks.filter((look) => !isByReceipt(look)), {
    ends: (look) => {
      if (!furthest || mayFollow(furthest.end.status, look.end.status)) furthest = look;
    },
    begins: (look) => {
      if (!furthest || mayFollow(furthest.end.status, look.end.status)) return;
      found.push({ what: `${look.invoke.orderId} was shown as ${furthest.end.status}, and afterwards, in the same session, as ${look.end.status}.`, events: [furthest.invoke, furthest.end, look.invoke, look.end] });
    },
  });
  return found;
}

function* untrue(look: Look, { order }: Facts): Generator<Breach> {
  const { invoke, end } = look;
  const events = [invoke, end];
  if (end.history.at(-1) !== end.status) {
    yield { what: `${invoke.orderId} was shown as ${end.status}, with a history that ends in ${end.history.at(-1) ?? 'nothing'}.`, events };
  }
  if (end.byReceipt && !isByReceipt(look)) yield { what: `${invoke.orderId} was shown as ${end.status} for certain, and known by its receipt alone.`, events };
  const row = order.get(invoke.orderId);
  if (!row || isPrefix(end.history, historyOf(row))) return;
  yield { what: `${invoke.orderId} was shown as ${end.history.join(', ')}; what became of it is ${historyOf(row).join(', ')}.`, events, rows: [{ order: row }] };
}

function* notWhole({ invoke, end }: Look, { order }: Facts): Generator<Breach> {
  const row = order.get(invoke.orderId);
  if (row && (end.stale || end.status !== row.status)) {
    yield {
      what: `All was done, and ${invoke.orderId} was shown as ${end.status}${end.stale ? ', stale' : ''}; it is ${row.status}.`,
      events: [invoke, end], rows: [{ order: row }],
    };
  }
}

const isPrefix = (part: readonly OrderStatus[], whole: readonly OrderStatus[]) => part.length <= whole.length && part.every((status, index) => status === whole[index]);
