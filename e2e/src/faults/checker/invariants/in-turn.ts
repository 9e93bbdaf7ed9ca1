import { requestOf, type Facts } from '../facts/facts.ts';
import { appliedByMessage, type Applied } from '../facts/sequences.ts';
import type { Breach, Invariant } from '../invariant.ts';
import { laneOf, placingOf, type LaneEntry } from '../witnesses/lane-entry.ts';

/** Calls of a lane are applied one after the other, each once, none left out. */
export const inTurn: Invariant = {
  name: 'in-turn',
  promise: 'Each lane applies 1, 2, 3 … in this sequence and each call once; a customer has one lane, and each order is carried out in it.',
  *breaches(facts) {
    for (const [lane, entries] of facts.lanes) {
      yield* numbered(lane, entries);
      yield* repeated(entries);
    }
    yield* outsideOfLanes(facts);
    yield* severalLanes(facts);
  },
};

function* numbered(lane: string, entries: readonly LaneEntry[]): Generator<Breach> {
  let last = 0;
  for (const entry of entries) {
    if (entry.kind !== 'applied') continue;
    if (entry.sequence !== last + 1) yield { what: `The lane ${lane} applied ${entry.sequence} after ${last}.`, rows: [{ applied: entry }] };
    last = entry.sequence;
  }
}

function* repeated(entries: readonly LaneEntry[]): Generator<Breach> {
  const first = new Map<string, Applied>();
  for (const entry of entries) {
    if (entry.kind !== 'applied') continue;
    const before = first.get(entry.messageId);
    if (before) yield { what: `${entry.messageId} was applied as ${before.sequence} and again as ${entry.sequence}.`, rows: [{ applied: before }, { applied: entry }] };
    else first.set(entry.messageId, entry);
  }
}

function* outsideOfLanes({ witnesses }: Facts): Generator<Breach> {
  const applied = appliedByMessage(witnesses.lanes);
  for (const order of witnesses.orders) {
    if (order.steps.length === 0) continue;
    const placed = applied.get(placingOf(order.orderId));
    if (placed?.lane === laneOf(order.buyer)) continue;
    yield { what: `${order.orderId} was carried out, and its lane ${laneOf(order.buyer)} never applied it.`, rows: [{ order }, ...(placed ? [{ applied: placed }] : [])] };
  }
}

function* severalLanes(facts: Facts): Generator<Breach> {
  const first = new Map<string, Facts['witnesses']['orders'][number]>();
  for (const order of facts.witnesses.orders) {
    const customer = requestOf(order, facts)?.customer;
    if (customer === undefined) continue;
    const before = first.get(customer) ?? order;
    first.set(customer, before);
    if (before.buyer !== order.buyer) {
      yield { what: `Orders of ${customer} are in two lanes, ${laneOf(before.buyer)} and ${laneOf(order.buyer)}.`, rows: [{ order: before }, { order }] };
    }
  }
}
