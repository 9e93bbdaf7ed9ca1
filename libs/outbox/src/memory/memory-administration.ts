import type { Discard, DiscardOutcome, InboxAdministration, LaneMark, LanePage, LaneReading, ParkedLane } from '../inbox-administration.ts';
import { never, next, type Lane } from './memory-lane.ts';

/** What operators do with lanes in memory. */
export function memoryAdministration(lanes: ReadonlyMap<string, Lane>, now: () => Date): InboxAdministration {
  const discarded = new Set<string>();
  const live = () => [...lanes.values()].filter((lane) => lane.parked || lane.dueAt !== never);

  function goOn(lane: Lane): void {
    delete lane.parked;
    Object.assign(lane, { attempts: 0, failures: 0, lapses: 0, inHand: false, dueAt: now().getTime() });
  }

  return {
    async backlog() {
      const states = live().map(stateOf);
      const count = (state: LaneReading['state']) => states.filter((one) => one === state).length;
      return { waiting: count('waiting'), inHand: count('inHand'), parked: count('parked') };
    },
    async lanes(page) {
      return paged(live().flatMap(readingOf), page, ({ oldest, lane }) => ({ at: oldest, lane }));
    },
    async parked({ lane: only, ...page }) {
      const found = [...lanes.values()].filter(({ lane }) => only === undefined || lane === only).flatMap(parkedOf);
      return paged(found, page, ({ since, lane }) => ({ at: since, lane }));
    },
    async retry(name) {
      const lane = lanes.get(name);
      if (!lane?.parked) return false;
      goOn(lane);
      return true;
    },
    async discard({ lane: name, sequence }: Discard): Promise<DiscardOutcome> {
      const lane = lanes.get(name);
      if (discarded.has(`${sequence} ${name}`)) return { kind: 'wasDiscarded' };
      if (!lane?.parked) return { kind: 'notParked' };
      if (sequence !== lane.applied + 1) return { kind: 'anotherCall', sequence: lane.applied + 1 };
      discarded.add(`${sequence} ${name}`);
      lane.calls.delete(sequence);
      lane.applied = sequence;
      goOn(lane);
      return { kind: 'discarded' };
    },
  };
}

function stateOf({ parked, inHand }: Lane): LaneReading['state'] {
  return parked ? 'parked' : inHand ? 'inHand' : 'waiting';
}

function readingOf(lane: Lane): LaneReading[] {
  const calls = next(lane, Infinity);
  return calls[0] ? [{ lane: lane.lane, state: stateOf(lane), calls: calls.length, oldest: calls[0].acceptedAt, attempts: lane.attempts }] : [];
}

function parkedOf(lane: Lane): ParkedLane[] {
  const [call, ...behind] = next(lane, Infinity);
  if (!lane.parked || !call) return [];
  const { sequence, messageId, destination, traceparent, acceptedAt } = call;
  const { at: since, why } = lane.parked;
  return [{ lane: lane.lane, call: { sequence, messageId, destination, traceparent, acceptedAt }, since, attempts: Math.max(lane.failures, lane.lapses), why, behind: behind.length }];
}

function paged<T>(all: readonly T[], { limit, after }: LanePage, markOf: (one: T) => LaneMark): T[] {
  const key = ({ at, lane }: LaneMark) => `${new Date(at).toISOString()} ${lane}`;
  const sorted = all.toSorted((one, other) => (key(markOf(one)) < key(markOf(other)) ? -1 : 1));
  return sorted.filter((one) => !after || key(markOf(one)) > key(after)).slice(0, limit);
}
