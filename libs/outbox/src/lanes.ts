import type { DeferredCall, Turn } from '@banyan/contracts/define';
import { backoff, repeated } from './backoff.ts';
import { batcher } from './batcher.ts';
import type { ClaimedTurns, InboxStore, Progress } from './inbox-store.ts';
import { laneLoop, type LaneLoop, type PollInterval } from './lane-loop.ts';
import { isStaleTurn } from './stale-turn.ts';

/** About three seconds, so that a short absence of the store costs no lane its lease. */
const settleAttempts = 7;

export interface LanesOptions {
  readonly store: InboxStore;
  /**
   * Executes one call. It may complete the turn within its own transaction; otherwise that is done when it
   * resolves. After a failure, or if this process dies, the same call comes again.
   */
  readonly handle: (call: DeferredCall, turn: Turn) => Promise<void>;
  /** Lanes at once. */
  readonly concurrency?: number;
  /** Calls of one lane that are read at once. */
  readonly batchSize?: number;
  /** Milliseconds after which another runner may take the lane of one that fell silent; renewed while a handler runs. */
  readonly leaseMs?: number;
  readonly pollMs?: PollInterval;
  /** Told of each failure; `call` is left out if the store itself failed. The runner tries again. */
  readonly onError: (error: unknown, call?: DeferredCall) => void;
  readonly random: () => number;
}

/**
 * Executes the calls in an inbox: those of one lane one at a time and in order, many lanes at once. Any number of
 * runners may share a store. A call that fails holds up its own lane only, and is tried again until it succeeds.
 */
export function createLanes(options: LanesOptions): LaneLoop {
  const { store, handle, onError, random } = options;
  const { concurrency = 64, batchSize = 16, leaseMs = 15_000, pollMs = { min: 10, max: 250 } } = options;
  /** The lanes whose handler runs, with their epoch. */
  const running = new Map<string, number>();
  let stopping = false;

  /** Tells the store how a lane stands; false if the lane was overtaken. What is said last about a lane in one batch counts. */
  const settle = batcher<Progress, boolean>(async (batch) => {
    const latest = new Map(batch.map((progress) => [progress.lane, progress]));
    const mine = await repeated(() => store.settle([...latest.values()]), { attempts: settleAttempts, random });
    return batch.map(({ lane }) => mine.has(lane));
  });

  async function runLane({ lane, epoch, attempts, received, calls }: ClaimedTurns): Promise<void> {
    const seenAll = calls.length < batchSize;
    if (calls.length === 0) await settle({ lane, epoch, then: { kind: 'rest', received } });
    for (const [index, call] of calls.entries()) {
      const handled = await attempt(call, epoch);
      if (!handled) {
        const inMs = backoff((index === 0 ? attempts : 0) + 1, random);
        await settle({ lane, epoch, then: { kind: 'retry', inMs } });
        return;
      }
      const then = afterCall({ last: index === calls.length - 1, seenAll, received });
      const mine = await settle({ lane, epoch, applied: call.sequence, then });
      if (!mine || then.kind !== 'keep') return;
    }
  }

  function afterCall(lane: { last: boolean; seenAll: boolean; received: number }): Progress['then'] {
    if (lane.last && lane.seenAll) return { kind: 'rest', received: lane.received };
    return lane.last || stopping ? { kind: 'release' } : { kind: 'keep', leaseMs };
  }

  async function attempt(call: DeferredCall, epoch: number): Promise<boolean> {
    const { lane, sequence, acceptedAt } = call;
    running.set(lane, epoch);
    try {
      await handle(call, { lane, sequence, epoch, acceptedAt });
      return true;
    } catch (error) {
      if (!isStaleTurn(error)) onError(error, call);
      return false;
    } finally {
      running.delete(lane);
    }
  }

  function renewLeases(): void {
    for (const [lane, epoch] of running) settle({ lane, epoch, then: { kind: 'keep', leaseMs } }).catch(onError);
  }

  const loop = laneLoop({
    concurrency,
    pollMs,
    claim: (lanes) => store.claim({ lanes, callsPerLane: batchSize, leaseMs }),
    work: runLane,
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
