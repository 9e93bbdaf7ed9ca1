import type { DeferredCall } from '@banyan/contracts/define';
import { backoff, repeated } from './backoff.ts';
import { batcher } from './batcher.ts';
import { laneLoop, type LaneLoop, type PollInterval } from './lane-loop.ts';
import type { ClaimedLane, Delivery, OutboxStore } from './outbox-store.ts';

/** About three seconds, so that a short absence of the store costs no lane its lease. */
const settleAttempts = 7;

export interface RelayOptions {
  readonly store: OutboxStore;
  /**
   * Takes calls of one lane, by rising sequence, soon enough within the lease. Resolves with the inbox lanes that have
   * yet to acknowledge them, with none once all are durable at their consumers. Calls may come more than once, so the
   * consumer ignores what it has.
   */
  readonly deliver: (calls: readonly DeferredCall[]) => Promise<readonly string[]>;
  /** Lanes at once. */
  readonly concurrency?: number;
  /** Calls of one lane at once. */
  readonly batchSize?: number;
  /** Milliseconds after which another relay may take the lane of one that fell silent. */
  readonly leaseMs?: number;
  /** Milliseconds after which an acknowledgement counts as missing and its calls are sent again: `first`, doubling up to `max`. */
  readonly overdueMs?: { readonly first: number; readonly max: number };
  readonly pollMs?: PollInterval;
  /** Told of each failure; `lane` is left out if the store itself failed. The relay tries again. */
  readonly onError: (error: unknown, lane?: string) => void;
  /** Gives numbers from 0 up to, not including, 1. */
  readonly random: () => number;
}

/**
 * Delivers what waits in an outbox, at least once and each lane in order. Any number of relays may share a store.
 * A lane stops at its first failure and is tried again after a while; the other lanes flow.
 */
export function createRelay(options: RelayOptions): LaneLoop {
  const { store, deliver, onError, random } = options;
  const { concurrency = 64, batchSize = 32, leaseMs = 30_000, pollMs = { min: 10, max: 250 } } = options;
  const { overdueMs = { first: 60_000, max: 3_600_000 } } = options;

  const settle = batcher<Delivery, void>(async (deliveries) => {
    await repeated(() => store.settle(deliveries), { attempts: settleAttempts, random });
    return [];
  });

  async function relayLane(claimed: ClaimedLane): Promise<void> {
    const { lane, epoch } = claimed;
    await settle({ lane, epoch, then: await handOver(claimed) });
  }

  async function handOver({ lane, sent, attempts, overdue, calls }: ClaimedLane): Promise<Delivery['then']> {
    const last = calls.at(-1);
    if (!last) return { kind: 'stored', sequence: sent };
    const { sequence } = last;
    try {
      const awaits = await deliver(calls);
      if (awaits.length === 0) return { kind: 'stored', sequence };
      return { kind: 'underway', sequence, awaits, overdueMs: Math.min(overdueMs.max, overdueMs.first * 2 ** overdue) };
    } catch (error) {
      onError(error, lane);
      return { kind: 'retry', inMs: backoff(attempts + 1, random) };
    }
  }

  return laneLoop({
    concurrency,
    pollMs,
    claim: (lanes) => store.claim({ lanes, callsPerLane: batchSize, leaseMs }),
    work: relayLane,
    onError,
  });
}
