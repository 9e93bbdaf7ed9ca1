import type { DeferredCall } from '@banyan/contracts/define';

/** A lane that one relay may deliver from until its lease ends. */
export interface ClaimedLane {
  readonly lane: string;
  /** Rises with each claim; what an older epoch says about the lane is ignored. */
  readonly epoch: number;
  /** The last sequence that was delivered. */
  readonly sent: number;
  /** Failures since the last delivery. */
  readonly attempts: number;
  /** The calls behind `sent`, by rising sequence. */
  readonly calls: readonly DeferredCall[];
}

/** What became of a claimed lane. */
export interface Delivery {
  readonly lane: string;
  readonly epoch: number;
  /** The last sequence that is now certain to be durable at its consumer. */
  readonly sent: number;
  /** Milliseconds until the next attempt, after a failure. */
  readonly retryIn?: number;
}

/** Where a module's messages wait for delivery. */
export interface OutboxStore {
  /** Claims lanes that have something to deliver, the longest waiting first; never one that is claimed. */
  claim(limits: { readonly lanes: number; readonly callsPerLane: number; readonly leaseMs: number }): Promise<ClaimedLane[]>;
  /** Lets the lanes go and forgets what was delivered. Without effect on a lane that was claimed anew. */
  settle(deliveries: readonly Delivery[]): Promise<void>;
}
