import { BUCKETS, bucketOfLane, type Acknowledgement, type DeferredCall, type Turn } from '@banyan/contracts/define';
import type { ClaimedTurns, InboxStore, Progress } from '../inbox-store.ts';
import { memoryAdministration } from './memory-administration.ts';
import { next, never, type Lane } from './memory-lane.ts';
import { StaleTurn } from '../stale-turn.ts';

/** An inbox that lasts as long as its process. */
export interface MemoryInbox extends InboxStore {
  /** What a handler's store does first, with each effect. @throws {StaleTurn} if the handler was overtaken, or the call was applied */
  hold(turn: Turn): void;
  /** Completes the turn together with the handler's last effect. @throws {StaleTurn} if the handler was overtaken, or the call was applied */
  complete(turn: Turn): void;
}

/** An inbox in memory, for tests, simulations and examples. */
export function memoryInbox(now: () => Date): MemoryInbox {
  const lanes = new Map<string, Lane>();

  function laneOf(name: string): Lane {
    const lane = lanes.get(name) ?? { lane: name, calls: new Map(), applied: 0, epoch: 0, attempts: 0, received: 0, dueAt: never, inHand: false, troubled: 0, failures: 0, lapses: 0 };
    lanes.set(name, lane);
    return lane;
  }

  function receive(name: string, calls: readonly DeferredCall[]): Acknowledgement {
    const lane = laneOf(name);
    const unknown = calls.filter(({ sequence }) => sequence > lane.applied && !lane.calls.has(sequence));
    for (const call of unknown) lane.calls.set(call.sequence, call);
    if (unknown.length > 0) {
      lane.received++;
      if (lane.dueAt === never && !lane.parked) lane.dueAt = now().getTime();
    }
    return { lane: name, sequence: lane.applied + next(lane, never).length };
  }

  function claim(lane: Lane, limits: { callsPerLane: number; leaseMs: number }): ClaimedTurns {
    troubles(lane, lane.applied + 1);
    if (lane.inHand) lane.lapses++;
    lane.inHand = true;
    lane.dueAt = now().getTime() + limits.leaseMs;
    const { lane: name, attempts, failures, lapses, received } = lane;
    return { lane: name, epoch: ++lane.epoch, attempts, failures, lapses, received, calls: next(lane, limits.callsPerLane) };
  }

  function settle(lane: Lane, { applied, then }: Progress): void {
    const failed = then.kind === 'retry' || then.kind === 'park';
    if (failed) lane.attempts++;
    else if (applied !== undefined) lane.attempts = 0;
    if (applied !== undefined) {
      lane.applied = applied;
      lane.calls.delete(applied);
    }
    troubles(lane, lane.applied + 1);
    if (failed) lane.epoch++;
    if (then.kind === 'park' || (then.kind === 'retry' && then.own)) lane.failures++;
    if (then.kind === 'park') lane.parked = { at: now().toISOString(), why: { code: then.code, message: then.message } };
    if (then.kind === 'rest') lane.lapses = 0;
    lane.inHand = then.kind === 'keep';
    lane.dueAt = dueAfter(lane, then, now().getTime());
  }

  function held(turn: Turn): Lane {
    const lane = lanes.get(turn.lane);
    if (lane?.epoch !== turn.epoch || lane.applied !== turn.sequence - 1) throw new StaleTurn(turn);
    return lane;
  }

  return {
    ...memoryAdministration(lanes, now),
    hold: (turn) => void held(turn),
    complete(turn) {
      const lane = held(turn);
      lane.applied = turn.sequence;
      lane.calls.delete(turn.sequence);
    },
    async receive(calls) {
      return [...Map.groupBy(calls, ({ lane }) => lane)].map(([lane, own]) => receive(lane, own));
    },
    async claim(limits) {
      const at = now().getTime() - (limits.dueForMs ?? 0);
      const { from, to } = limits.share ?? { from: 0, to: BUCKETS };
      const isMine = (lane: string) => bucketOfLane(lane) >= from && bucketOfLane(lane) < to;
      const due = [...lanes.values()].filter(({ lane, dueAt }) => dueAt <= at && isMine(lane)).sort((a, b) => a.dueAt - b.dueAt);
      const suspects = due.filter(isSuspect).slice(0, limits.suspects ?? Infinity);
      return [...suspects, ...due.filter((lane) => !isSuspect(lane))].slice(0, limits.lanes).map((lane) => claim(lane, limits));
    },
    async settle(progress) {
      const mine = progress.filter(({ lane, epoch, applied }) => isHeld(lanes.get(lane), epoch, applied));
      for (const made of mine) settle(laneOf(made.lane), made);
      return new Set(mine.map(({ lane }) => lane));
    },
  };
}

/** What was counted counts for one call only. */
function troubles(lane: Lane, sequence: number): void {
  if (lane.troubled !== sequence) Object.assign(lane, { troubled: sequence, failures: 0, lapses: 0 });
}

function isSuspect({ inHand, lapses }: Lane): boolean {
  return inHand || lapses > 0;
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
    case 'park':
      return never;
  }
}
