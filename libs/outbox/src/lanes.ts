import { BUCKETS, type DeferredCall, type Share, type Turn } from '@banyan/contracts/define';
import { backoff, repeated } from './backoff.ts';
import { batcher } from './batcher.ts';
import { failureOf, type Failure } from './failure.ts';
import { within } from './given-up.ts';
import type { ParkReason } from './inbox-administration.ts';
import type { ClaimedTurns, InboxStore, Progress } from './inbox-store.ts';
import { laneLoop, type LaneLoop, type PollInterval } from './lane-loop.ts';
import { RunnerLimits } from './runner-limits.ts';
import { isStaleTurn } from './stale-turn.ts';

/** About three seconds, so that a short absence of the store costs no lane its lease. */
const settleAttempts = 7;

const all: Share = { from: 0, to: BUCKETS };

export interface LanesOptions {
  readonly store: Pick<InboxStore, 'claim' | 'settle'>;
  /**
   * Executes one call. It may complete the turn within its own transaction; otherwise that is done when it
   * resolves. After a failure, or if this process dies, the same call comes again, until its lane is parked.
   */
  readonly handle: (call: DeferredCall, turn: Turn) => Promise<void>;
  /** Milliseconds after which the handler of a call is given up, which counts as the call's own failure; 90,000 if left out. */
  readonly allowedMs?: (call: DeferredCall) => number;
  /** A lane is parked after so many failures of one call in a row that were its own; 5 if left out. Those of its neighbours do not count, and do not end the row. */
  readonly poisonAfter?: number;
  /** What of an error may be kept with a parked lane, and shown: no personal data. Nothing but its code if left out. */
  readonly describe?: (error: unknown) => string;
  /** Shared by all runners of a process; of its own if left out. */
  readonly limits?: RunnerLimits;
  /** The part of the lanes that this runner executes, asked before each claim; all if left out. Another host executes the others. */
  readonly share?: () => Share;
  /** Lanes at once. */
  readonly concurrency?: number;
  /** Calls of one lane that are read at once. */
  readonly batchSize?: number;
  /** Milliseconds after which another runner may take the lane of one that fell silent; renewed while a handler runs. */
  readonly leaseMs?: number;
  readonly pollMs?: PollInterval;
  /** Told of each failure; `call` is left out if the store itself failed. The runner tries again. */
  readonly onError: (error: unknown, call?: DeferredCall) => void;
  /** Told of each lane that was parked, with the call that it is parked for. */
  readonly onParked?: (call: DeferredCall, why: ParkReason) => void;
  readonly random: () => number;
}

type FailedAttempt = Failure & { readonly error: unknown };

const crashed = (lapses: number): ParkReason => ({ code: 'crashed', message: `${lapses} processes in a row fell silent while they executed it.` });

/**
 * Executes the calls in an inbox: those of one lane one at a time and in order, many lanes at once. Any number of
 * runners may share a store. A call that fails holds up its own lane only. It is tried again for as long as it takes if
 * its neighbours are at fault, and parks its lane if it fails by itself again and again: throws, hangs, or ends its process.
 */
export function createLanes(options: LanesOptions): LaneLoop {
  const { store, handle, onError, random, share = () => all } = options;
  const { concurrency = 64, batchSize = 16, leaseMs = 15_000, pollMs = { min: 10, max: 250 } } = options;
  const { allowedMs = () => 90_000, poisonAfter = 5, describe = () => '', limits = new RunnerLimits(), onParked = () => undefined } = options;
  /** Those whose handler runs; two of one lane, if a lease ran out on this runner. */
  const running = new Set<Turn>();
  let stopping = false;

  /**
   * Tells the store how a lane stands; false if the lane was overtaken. What is said last about a lane in one batch
   * counts, but for a claim that this runner has overtaken itself, as it does once a lease has run out on it.
   */
  const settle = batcher<Progress, boolean>(async (batch) => {
    const latest = new Map<string, Progress>();
    for (const progress of batch) if (progress.epoch >= (latest.get(progress.lane)?.epoch ?? 0)) latest.set(progress.lane, progress);
    const mine = await repeated(() => store.settle([...latest.values()]), { attempts: settleAttempts, random });
    return batch.map(({ lane, epoch }) => mine.has(lane) && latest.get(lane)!.epoch === epoch);
  });

  async function runLane({ lane, epoch, attempts, failures, lapses, received, calls }: ClaimedTurns): Promise<void> {
    const seenAll = calls.length < batchSize;
    if (calls.length === 0) await settle({ lane, epoch, then: { kind: 'rest', received } });
    for (const [index, call] of calls.entries()) {
      const before = index === 0 ? { attempts, failures } : { attempts: 0, failures: 0 };
      if (index === 0 && lapses >= poisonAfter) return park(call, epoch, crashed(lapses));
      const failed = await attempt(call, epoch, before.failures);
      if (failed) return afterFailure(call, epoch, failed, before);
      const then = afterCall({ last: index === calls.length - 1, seenAll, received });
      const mine = await settle({ lane, epoch, applied: call.sequence, then });
      if (!mine || then.kind !== 'keep') return;
    }
  }

  async function afterFailure(call: DeferredCall, epoch: number, { error, blame, code }: FailedAttempt, before: Pick<ClaimedTurns, 'attempts' | 'failures'>): Promise<void> {
    const own = blame !== 'neighbour';
    if (blame === 'hopeless' || (own && before.failures + 1 >= poisonAfter)) return park(call, epoch, { code, message: describe(error) });
    await settle({ lane: call.lane, epoch, then: { kind: 'retry', inMs: backoff(before.attempts + 1, random), own } });
  }

  async function park(call: DeferredCall, epoch: number, why: ParkReason): Promise<void> {
    const mine = await settle({ lane: call.lane, epoch, then: { kind: 'park', ...why } });
    if (mine) onParked(call, why);
  }

  function afterCall(lane: { last: boolean; seenAll: boolean; received: number }): Progress['then'] {
    if (lane.last && lane.seenAll) return { kind: 'rest', received: lane.received };
    return lane.last || stopping ? { kind: 'release' } : { kind: 'keep', leaseMs };
  }

  /** @returns why it failed, if it did */
  async function attempt(call: DeferredCall, epoch: number, failures: number): Promise<FailedAttempt | undefined> {
    const { lane, sequence, acceptedAt } = call;
    const turn: Turn = { lane, sequence, epoch, acceptedAt, failures };
    running.add(turn);
    try {
      await within(allowedMs(call), handle(call, turn), (work) => limits.giveUp(work));
      return undefined;
    } catch (error) {
      if (!isStaleTurn(error)) onError(error, call);
      return { error, ...failureOf(error, call) };
    } finally {
      running.delete(turn);
    }
  }

  function renewLeases(): void {
    for (const { lane, epoch } of running) settle({ lane, epoch, then: { kind: 'keep', leaseMs } }).catch(onError);
  }

  async function claim(lanes: number): Promise<ClaimedTurns[]> {
    const mine = share();
    if (mine.from >= mine.to || !limits.hasRoom()) return [];
    const mayTakeSuspect = limits.takeSuspect();
    let claimed: ClaimedTurns[] = [];
    try {
      claimed = await store.claim({ lanes, callsPerLane: batchSize, leaseMs, share: mine, suspects: mayTakeSuspect ? 1 : 0 });
      return claimed;
    } finally {
      if (mayTakeSuspect && !claimed.some(({ lapses }) => lapses > 0)) limits.giveBackSuspect();
    }
  }

  const loop = laneLoop({
    concurrency,
    pollMs,
    claim,
    work: (claimed) =>
      runLane(claimed).finally(() => {
        if (claimed.lapses > 0) limits.giveBackSuspect();
      }),
    onError,
  });
  let renewal: NodeJS.Timeout | undefined;
  return {
    ...loop,
    start() {
      renewal ??= setInterval(renewLeases, leaseMs / 3);
      loop.start();
    },
    async stop() {
      stopping = true;
      await loop.stop();
      clearInterval(renewal);
    },
  };
}
