import type { Facts } from '../facts/facts.ts';
import { groupBy } from '../facts/group.ts';
import type { Request } from '../facts/requests.ts';
import type { Breach, Invariant } from '../invariant.ts';

/** An idempotency key of a customer names one order and one body, and no other customer's. */
export const oneKeyOneOrder: Invariant = {
  name: 'one-key-one-order',
  promise: 'All that a customer sends under one idempotency key is one order; another body under it is refused, or told as never executed.',
  *breaches(facts) {
    const notExecuted = groupBy(facts.witnesses.notExecuted, ({ orderId }) => orderId);
    for (const request of facts.requests) {
      yield* severalIds(request);
      yield* severalBodies(request, notExecuted.get(request.accepted[0]?.end.orderId ?? '')?.length ?? 0);
      yield* refusedRepeats(request);
    }
    yield* severalRows(facts);
    yield* sharedIds(facts);
  },
};

function* severalIds({ mark, accepted }: Request): Generator<Breach> {
  const ids = new Set(accepted.map(({ end }) => end.orderId));
  if (ids.size > 1) yield { what: `'${mark}' was accepted as ${ids.size} orders: ${[...ids].join(', ')}.`, events: accepted.map(({ end }) => end) };
}

function* severalBodies({ mark, accepted }: Request, notExecuted: number): Generator<Breach> {
  const bodies = new Set(accepted.map(({ invoke }) => invoke.hash));
  if (bodies.size - 1 <= notExecuted) return;
  yield { what: `'${mark}' was accepted with ${bodies.size} different bodies, of which ${notExecuted} are told as not executed.`, events: accepted.flatMap(({ invoke, end }) => [invoke, end]) };
}

function* refusedRepeats({ mark, attempts }: Request): Generator<Breach> {
  if (new Set(attempts.map(({ invoke }) => invoke.hash)).size > 1) return;
  for (const { invoke, end } of attempts) {
    if (end?.k === 'fail' && end.code === 'idempotencyKeyReused') {
      yield { what: `'${mark}' was refused as another body's key, and all its bodies are equal.`, events: [invoke, end] };
    }
  }
}

function* severalRows({ ordersOfMark }: Facts): Generator<Breach> {
  for (const [mark, rows] of ordersOfMark) {
    if (rows.length > 1) yield { what: `'${mark}' was carried out ${rows.length} times.`, rows: rows.map((order) => ({ order })) };
  }
}

function* sharedIds({ requests }: Facts): Generator<Breach> {
  const owner = new Map<string, Request>();
  for (const request of requests) {
    for (const { end } of request.accepted) {
      const other = owner.get(end.orderId) ?? request;
      owner.set(end.orderId, other);
      if (other !== request) yield { what: `'${other.mark}' and '${request.mark}' were both given the order ${end.orderId}.`, events: [other.accepted[0]?.end, end] };
    }
  }
}
