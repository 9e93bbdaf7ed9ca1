import type { Acknowledgement, DeferredCall } from '@banyan/contracts/define';
import type { ClaimedTurns, InboxStore, Progress } from '../inbox-store.ts';

interface Lane {
  readonly lane: string;
  /** Those behind `applied`. */
  readonly calls: Map<number, DeferredCall>;
  applied: number;
  epoch: number;
  attempts: number;
  received: number;
  /** When it may next be claimed; never while it rests. */
  dueAt: number;
}

const never = Infinity;

/** An inbox in memory, for tests, simulations and examples. */
export function memoryInbox(now: () => Date): InboxStore {
  const lanes = new Map<string, Lane>();

  function laneOf(name: string): Lane {
    const lane = lanes.get(name) ?? { lane: name, calls: new Map(), applied: 0, epoch: 0, attempts: 0, received: 0, dueAt: never };
    lanes.set(name, lane);
    return lane;
  }

  function receive(name: string, calls: readonly DeferredCall[]): Acknowledgement {
    const lane = laneOf(name);
    const unknown = calls.filter(({ sequence }) => sequence > lane.applied && !lane.calls.has(sequence));
    for (const call of unknown) lane.calls.set(call.sequence, call);
    if (unknown.length > 0) {
      lane.received++;
      if (lane.dueAt === never) lane.dueAt = now().getTime();
    }
    return { lane: name, sequence: lane.applied + next(lane, never).length };
  }

  function claim(lane: Lane, limits: { callsPerLane: number; leaseMs: number }): ClaimedTurns {
    lane.dueAt = now().getTime() + limits.leaseMs;
    const { lane: name, attempts, received } = lane;
    return { lane: name, epoch: ++lane.epoch, attempts, received, calls: next(lane, limits.callsPerLane) };
  }

  function settle(lane: Lane, { applied, then }: Progress): void {
    if (then.kind === 'retry') lane.attempts++;
    else if (applied !== undefined) lane.attempts = 0;
    if (applied !== undefined) {
      lane.applied = applied;
      lane.calls.delete(applied);
    }
    lane.dueAt = dueAfter(lane, then, now().getTime());
  }

  return {
    async receive(calls) {
      return [...Map.groupBy(calls, ({ lane }) => lane)].map(([lane, own]) => receive(lane, own));
    },
    async claim(limits) {
      const at = now().getTime();
      const due = [...lanes.values()].filter(({ dueAt }) => dueAt <= at).sort((a, b) => a.dueAt - b.dueAt);
      return due.slice(0, limits.lanes).map((lane) => claim(lane, limits));
    },
    async settle(progress) {
      const mine = progress.filter(({ lane, epoch, applied }) => isHeld(lanes.get(lane), epoch, applied));
      for (const made of mine) settle(laneOf(made.lane), made);
      return new Set(mine.map(({ lane }) => lane));
    },
  };
}

/** The next calls of a lane, as far as there is no gap. */
function next(lane: Lane, limit: number): DeferredCall[] {
  const calls: DeferredCall[] = [];
  for (let call = lane.calls.get(lane.applied + 1); call && calls.length < limit; call = lane.calls.get(call.sequence + 1)) calls.push(call);
  return calls;
}

function isHeld(lane: Lane | undefined, epoch: number, applied: number | undefined): boolean {
  return lane?.epoch === epoch && (applied === undefined || applied === lane.applied || applied === lane.applied + 1);
}

function dueAfter(lane: Lane, then: Progress['then'], at: number): number {
  switch (then.kind) {
    case 'keep':
      return at + then.leaseMs;
    case 'release':
      return at;
    case 'rest':
      return then.received === lane.received ? never : at;
    case 'retry':
      return at + then.inMs;
  }
}
