import type { Acknowledgement, DeferredCall } from '@banyan/contracts/define';

/** A lane that one runner may execute until its lease ends. */
export interface ClaimedTurns {
  readonly lane: string;
  /** Rises with each claim; an older epoch can change nothing. */
  readonly epoch: number;
  /** Failures since the last call that was applied. */
  readonly attempts: number;
  /** How often the lane had received calls when these were read. */
  readonly received: number;
  /** The next calls, as many as were asked for or as are there without a gap; empty if the next one has not arrived. */
  readonly calls: readonly DeferredCall[];
}

/** What became of a claimed lane, or of one call of it. */
export interface Progress {
  readonly lane: string;
  readonly epoch: number;
  /** The call that was applied, if one was. */
  readonly applied?: number;
  readonly then:
    /** The runner goes on with the lane, under a new lease. */
    | { readonly kind: 'keep'; readonly leaseMs: number }
    /** The lane is let go and due at once: it may hold more calls. */
    | { readonly kind: 'release' }
    /** The lane is let go, due again when it receives a call, or at once if it has received one that the runner did not see. */
    | { readonly kind: 'rest'; readonly received: number }
    /** The lane is let go after a failure, due again after so many milliseconds. */
    | { readonly kind: 'retry'; readonly inMs: number };
}

/** Where calls wait for their turn at the module that executes them. */
export interface InboxStore {
  /**
   * Makes the calls durable. A call that is there already, or was applied, is ignored; one that came early waits
   * for those before it.
   * @returns for each lane among the calls, up to where none is missing; under contention it may name less than there is, never more
   */
  receive(calls: readonly DeferredCall[]): Promise<Acknowledgement[]>;
  /** Claims lanes that may have a next call, the longest waiting first; never one that is claimed. */
  claim(limits: { readonly lanes: number; readonly callsPerLane: number; readonly leaseMs: number }): Promise<ClaimedTurns[]>;
  /** Gives the lanes that are still held under the epoch named; the others were overtaken. */
  settle(progress: readonly Progress[]): Promise<ReadonlySet<string>>;
}
