import type { Facts } from '../facts/facts.ts';
import { eventsOf, isDone } from '../facts/operations.ts';
import { isFinal } from '../facts/statuses.ts';
import type { Breach, Invariant } from '../invariant.ts';

/** No order, and no cancellation, that a shopper was told is accepted is ever lost. */
export const acceptedIsKept: Invariant = {
  name: 'accepted-is-kept',
  promise: 'Whatever a shopper was told is accepted is carried out to its end, and so is all that intake wrote down.',
  *breaches(facts) {
    yield* acknowledged(facts);
    yield* writtenDown(facts);
    yield* cancellations(facts);
  },
};

function* acknowledged({ requestOfOrder, order, intake }: Facts): Generator<Breach> {
  for (const [orderId, request] of requestOfOrder) {
    const told = request.accepted.find(({ end }) => end.orderId === orderId)!;
    const events = eventsOf(told);
    const row = order.get(orderId);
    if (!intake.has(orderId)) yield { what: `${orderId} was accepted, and intake has no row of it.`, events, rows: row ? [{ order: row }] : [] };
    if (!row) yield { what: `${orderId} was accepted and is lost: orders does not have it.`, events };
    else if (!isFinal(row.status)) yield { what: `${orderId} was accepted and never came to an end: it is ${row.status}.`, events, rows: [{ order: row }] };
  }
}

function* writtenDown({ witnesses, order, requestOfOrder }: Facts): Generator<Breach> {
  for (const intake of witnesses.intake) {
    if (requestOfOrder.has(intake.orderId)) continue;
    const row = order.get(intake.orderId);
    if (!row) yield { what: `${intake.orderId} was written down by intake and is lost: orders does not have it.`, rows: [{ intake }] };
    else if (!isFinal(row.status)) {
      yield { what: `${intake.orderId} was written down by intake and never came to an end: it is ${row.status}.`, rows: [{ intake }, { order: row }] };
    }
  }
}

function* cancellations({ cancels, order }: Facts): Generator<Breach> {
  for (const cancel of cancels) {
    const row = order.get(cancel.invoke.orderId);
    if (!isDone(cancel) || row?.status !== 'confirmed') continue;
    yield { what: `The cancellation of ${row.orderId} was accepted and is lost: the order is still confirmed.`, events: eventsOf(cancel), rows: [{ order: row }] };
  }
}
