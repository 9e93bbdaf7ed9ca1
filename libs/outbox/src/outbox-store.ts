import type { Acknowledgement, DeferredCall } from '@banyan/contracts/define';

/** A lane that one relay may deliver from until its lease ends. */
export interface ClaimedLane {
  readonly lane: string;
  /** Rises with each claim; what an older epoch says about the lane is ignored. */
  readonly epoch: number;
  /** The last sequence that is known to be durable at its consumers. */
  readonly sent: number;
  /** Failed deliveries since one succeeded. */
  readonly attempts: number;
  /** How often an acknowledgement was overdue since something was last durable at its consumers. */
  readonly overdue: number;
  /**
   * The calls to deliver, by rising sequence: those that were not handed over yet, or all behind `sent` if an
   * acknowledgement is overdue. Empty if there is nothing to do but to let the lane go.
   */
  readonly calls: readonly DeferredCall[];
}

/** What became of a claimed lane. */
export interface Delivery {
  readonly lane: string;
  readonly epoch: number;
  readonly then:
    /** Those of the calls up to and with `sequence` are durable at their consumers. */
    | { readonly kind: 'stored'; readonly sequence: number }
    /** Those of the calls up to and with `sequence` were handed over, and these inbox lanes have yet to acknowledge them; overdue after so many milliseconds in which nothing becomes durable. */
    | { readonly kind: 'underway'; readonly sequence: number; readonly awaits: readonly string[]; readonly overdueMs: number }
    /** Nothing is known of them; they are tried again after so many milliseconds. */
    | { readonly kind: 'retry'; readonly inMs: number };
}

/** Where a module's messages wait for delivery, each until it is known to be durable at all of its consumers. */
export interface OutboxStore {
  /** Claims lanes that have something to deliver or to let go, the longest waiting first; never one that is claimed. */
  claim(limits: { readonly lanes: number; readonly callsPerLane: number; readonly leaseMs: number }): Promise<ClaimedLane[]>;
  /**
   * Lets the lanes go and forgets what is durable. What earlier calls of a lane still await is awaited further, whatever
   * became of later ones. Without effect on a lane that was claimed anew.
   */
  settle(deliveries: readonly Delivery[]): Promise<void>;
  /**
   * Forgets what all consumers that are awaited have acknowledged. An acknowledgement may come before its delivery was
   * settled, more than once, out of order, or for a lane that awaits nothing.
   */
  acknowledge(acknowledgements: readonly Acknowledgement[]): Promise<void>;
}
