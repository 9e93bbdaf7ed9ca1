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
   * Takes calls of one lane, by rising sequence; resolves once all are durable at their consumer, and soon enough
   * within the lease. Calls may come more than once, so the consumer ignores what it has.
   */
  readonly deliver: (calls: readonly DeferredCall[]) => Promise<void>;
  /** Lanes at once. */
  readonly concurrency?: number;
  /** Calls of one lane at once. */
  readonly batchSize?: number;
  /** Milliseconds after which another relay may take the lane of one that fell silent. */
  readonly leaseMs?: number;
  readonly pollMs?: PollInterval;
  /** Told of each failure; `lane` is left out if the store itself failed. The relay tries again. */
  readonly onError: (error: unknown, lane?: string) => void;
  readonly random: () => number;
}

/**
 * Delivers what waits in an outbox, at least once and each lane in order. Any number of relays may share a store.
 * A lane stops at its first failure and is tried again after a while; the other lanes flow.
 */
export function createRelay(options: RelayOptions): LaneLoop {
  const { store, deliver, onError, random } = options;
  const { concurrency = 64, batchSize = 32, leaseMs = 30_000, pollMs = { min: 10, max: 250 } } = options;

  const settle = batcher<Delivery, void>(async (deliveries) => {
    await repeated(() => store.settle(deliveries), { attempts: settleAttempts, random });
    return [];
  });

  async function relayLane({ lane, epoch, sent, attempts, calls }: ClaimedLane): Promise<void> {
    let outcome: Delivery = { lane, epoch, sent: calls.at(-1)?.sequence ?? sent };
    try {
      if (calls.length > 0) await deliver(calls);
    } catch (error) {
      onError(error, lane);
      outcome = { lane, epoch, sent, retryIn: backoff(attempts + 1, random) };
    }
    await settle(outcome);
  }

  return laneLoop({
    concurrency,
    pollMs,
    claim: (lanes) => store.claim({ lanes, callsPerLane: batchSize, leaseMs }),
    work: relayLane,
    onError,
  });
}
