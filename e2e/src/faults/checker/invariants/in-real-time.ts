import type { HistoryEvent } from '../../history/index.ts';
import type { Facts } from '../facts/facts.ts';
import { groupBy } from '../facts/group.ts';
import { isDone, mayBeDone } from '../facts/operations.ts';
import { overlapsWith } from '../facts/overlaps.ts';
import { appliedByMessage, type Applied } from '../facts/sequences.ts';
import { compare, sweep, type Stretch } from '../facts/sweep.ts';
import type { Breach, Invariant } from '../invariant.ts';
import { cancellingOf, placingOf } from '../witnesses/lane-entry.ts';

/** What a customer asked for first is done first. */
export const inRealTime: Invariant = {
  name: 'in-real-time',
  promise: 'What a customer asks for after an earlier answer is applied after it, while one way of intake is in use; across ways, after the order in Order-After.',
  *breaches(facts) {
    const applied = appliedByMessage(facts.witnesses.lanes);
    yield* answered(facts, applied);
    yield* orderedAfter(facts, applied);
  },
};

/** Something that a customer wanted, from first asking for it to the first answer that it is accepted. */
interface Wish extends Stretch {
  readonly applied: Applied;
  readonly asked: HistoryEvent;
  readonly told: HistoryEvent | undefined;
  /** The changeovers it falls into. */
  readonly during: ReadonlySet<number>;
}

function* answered(facts: Facts, applied: ReadonlyMap<string, Applied>): Generator<Breach> {
  const wishes = [...orders(facts, applied), ...cancellations(facts, applied)];
  const inChangeover = overlapsWith(facts.changeovers);
  const dated = wishes.map((wish) => ({ ...wish, during: inChangeover(wish) }));
  for (const ofLane of groupBy(dated, (wish) => wish.applied.lane).values()) yield* overtaken(ofLane);
}

function overtaken(wishes: readonly Wish[]): Breach[] {
  const found: Breach[] = [];
  /** Of all that is accepted so far the last one in the lane, for each set of changeovers. */
  const latest = new Map<string, Wish>();
  sweep(wishes, {
    ends: (wish) => {
      const group = [...wish.during].join();
      if (wish.applied.sequence > (latest.get(group)?.applied.sequence ?? 0)) latest.set(group, wish);
    },
    begins: (wish) => {
      for (const before of latest.values()) {
        if (before.applied.sequence < wish.applied.sequence || sharesOneWith(wish.during, before.during)) continue;
        found.push({ what: overtaking(before.applied, wish.applied), events: [before.asked, before.told, wish.asked], rows: [{ applied: before.applied }, { applied: wish.applied }] });
      }
    },
  });
  return found;
}

const sharesOneWith = (one: ReadonlySet<number>, other: ReadonlySet<number>) => [...one].some((member) => other.has(member));

const overtaking = (earlier: Applied, later: Applied) =>
  `${earlier.messageId} was accepted before ${later.messageId} was asked for, and is ${earlier.sequence} in the lane, behind ${later.sequence}.`;

type Undated = Omit<Wish, 'during'>;

function* orders({ requestOfOrder }: Facts, applied: ReadonlyMap<string, Applied>): Generator<Undated> {
  for (const [orderId, { attempts, accepted }] of requestOfOrder) {
    const place = applied.get(placingOf(orderId));
    const asked = attempts.find((attempt) => mayBeDone(attempt))?.invoke;
    const told = accepted[0]?.end;
    if (place && asked) yield { applied: place, asked, told, begun: asked.t, ended: told?.t };
  }
}

function* cancellations({ cancels }: Facts, applied: ReadonlyMap<string, Applied>): Generator<Undated> {
  for (const [orderId, attempts] of groupBy(cancels.filter((cancel) => mayBeDone(cancel)), ({ invoke }) => invoke.orderId)) {
    const place = applied.get(cancellingOf(orderId));
    const told = attempts.filter((attempt) => isDone(attempt)).map(({ end }) => end).sort((one, other) => compare(one.t, other.t))[0];
    const asked = attempts[0]!.invoke;
    if (place) yield { applied: place, asked, told, begun: asked.t, ended: told?.t };
  }
}

function* orderedAfter({ requests, ordersOfMark }: Facts, applied: ReadonlyMap<string, Applied>): Generator<Breach> {
  for (const { mark, attempts } of requests) {
    const orderId = ordersOfMark.get(mark)?.[0]?.orderId;
    const place = orderId === undefined ? undefined : applied.get(placingOf(orderId));
    for (const { invoke, end } of attempts) {
      const after = invoke.after === undefined ? undefined : applied.get(placingOf(invoke.after));
      if (!place || !after || end?.k === 'fail' || after.lane !== place.lane || after.sequence < place.sequence) continue;
      yield { what: `${orderId} was to come after ${invoke.after}, and is ${place.sequence} in the lane, before ${after.sequence}.`, events: [invoke, end], rows: [{ applied: after }, { applied: place }] };
    }
  }
}
