import { outboxLaneOf, type Acknowledgement, type DeferredCall } from '@banyan/contracts/define';
import type { OutboxMessage } from '../message.ts';
import type { ClaimedLane, Delivery, OutboxStore } from '../outbox-store.ts';

/** An outbox that lasts as long as its process. */
export interface MemoryOutbox extends OutboxStore {
  /** Puts messages in; gives the sequence of each. */
  append(messages: readonly OutboxMessage[]): number[];
  /** How many of them are not known to be durable at all of their consumers. */
  waiting(): number;
}

interface Lane {
  readonly lane: string;
  /** Those behind `sent`. */
  calls: DeferredCall[];
  last: number;
  /** Durable at all consumers. */
  sent: number;
  /** Handed over last; more than `sent` while something is awaited. */
  underway: number;
  /** The inbox lanes that have yet to acknowledge what is under way. */
  readonly awaits: Set<string>;
  /** What each inbox lane has acknowledged. */
  readonly acknowledged: Map<string, number>;
  epoch: number;
  attempts: number;
  overdue: number;
  overdueMs: number;
  /** Since when there is something to hand over. */
  readyAt: number;
  /** When the lease ends, or it may be tried again. */
  heldUntil: number;
  overdueAt: number;
}

const never = Infinity;

/** An outbox in memory, for tests, simulations and examples. */
export function memoryOutbox(now: () => Date): MemoryOutbox {
  const lanes = new Map<string, Lane>();

  function laneOf(name: string): Lane {
    const lane = lanes.get(name) ?? emptyLane(name);
    lanes.set(name, lane);
    return lane;
  }

  function append(message: OutboxMessage): number {
    const lane = laneOf(message.lane);
    if (lane.last === lane.underway) lane.readyAt = now().getTime();
    lane.calls.push({ ...message, sequence: ++lane.last });
    return lane.last;
  }

  function claim(lane: Lane, limits: { callsPerLane: number; leaseMs: number }): ClaimedLane {
    const at = now().getTime();
    if (lane.overdueAt <= at) {
      lane.overdue++;
      lane.underway = lane.sent;
      awaitNothing(lane);
    }
    lane.heldUntil = at + limits.leaseMs;
    const calls = lane.calls.filter(({ sequence }) => sequence > lane.underway).slice(0, limits.callsPerLane);
    const { lane: name, sent, attempts, overdue } = lane;
    return { lane: name, epoch: ++lane.epoch, sent, attempts, overdue, calls };
  }

  function settle(lane: Lane, then: Delivery['then']): void {
    const at = now().getTime();
    if (then.kind === 'retry') {
      lane.attempts++;
      lane.heldUntil = at + then.inMs;
      return;
    }
    lane.attempts = 0;
    lane.heldUntil = at;
    lane.underway = Math.max(lane.underway, then.sequence);
    if (then.kind === 'underway') {
      for (const inboxLane of then.awaits) lane.awaits.add(inboxLane);
      lane.overdueMs = then.overdueMs;
      if (lane.overdueAt === never) lane.overdueAt = at + then.overdueMs;
    }
    release(lane, at);
  }

  return {
    append: (messages) => messages.map(append),
    waiting: () => [...lanes.values()].reduce((sum, { calls }) => sum + calls.length, 0),
    async claim(limits) {
      const at = now().getTime();
      const due = [...lanes.values()].filter((lane) => dueAt(lane) <= at).sort((a, b) => dueAt(a) - dueAt(b));
      return due.slice(0, limits.lanes).map((lane) => claim(lane, limits));
    },
    async settle(deliveries) {
      for (const { lane: name, epoch, then } of deliveries) {
        const lane = lanes.get(name);
        if (lane?.epoch === epoch) settle(lane, then);
      }
    },
    async acknowledge(acknowledgements) {
      for (const acknowledgement of acknowledgements) {
        const lane = lanes.get(outboxLaneOf(acknowledgement.lane).lane);
        if (lane) acknowledge(lane, acknowledgement, now().getTime());
      }
    },
  };
}

function emptyLane(lane: string): Lane {
  const numbers = { last: 0, sent: 0, underway: 0, epoch: 0, attempts: 0, overdue: 0, overdueMs: 0, readyAt: 0, heldUntil: 0 };
  return { lane, calls: [], awaits: new Set(), acknowledged: new Map(), overdueAt: never, ...numbers };
}

function dueAt(lane: Lane): number {
  const ready = lane.last > lane.underway ? lane.readyAt : never;
  return Math.max(lane.heldUntil, Math.min(ready, lane.overdueAt));
}

function acknowledge(lane: Lane, { lane: inboxLane, sequence }: Acknowledgement, at: number): void {
  lane.acknowledged.set(inboxLane, Math.max(sequence, lane.acknowledged.get(inboxLane) ?? 0));
  release(lane, at);
}

/** Forgets what everybody has who is awaited. */
function release(lane: Lane, at: number): void {
  const durable = Math.min(lane.underway, ...[...lane.awaits].map((inboxLane) => lane.acknowledged.get(inboxLane) ?? 0));
  if (durable > lane.sent) {
    lane.sent = durable;
    lane.calls = lane.calls.filter(({ sequence }) => sequence > durable);
    lane.overdue = 0;
    lane.overdueAt = at + lane.overdueMs;
  }
  if (lane.sent === lane.underway) awaitNothing(lane);
}

function awaitNothing(lane: Lane): void {
  lane.awaits.clear();
  lane.overdueAt = never;
}
