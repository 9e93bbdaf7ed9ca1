import type { Acknowledgement, DeferredCall, Share } from '@banyan/contracts/define';
import type { InboxAdministration, ParkReason } from './inbox-administration.ts';

/** A lane that one runner may execute until its lease ends. */
export interface ClaimedTurns {
  readonly lane: string;
  /** Rises with each claim; an older epoch can change nothing. */
  readonly epoch: number;
  /** Failures since the last call that was applied. */
  readonly attempts: number;
  /** How often the first call has failed by its own fault. */
  readonly failures: number;
  /** How often runners fell silent over the first call: with one or more the lane is a suspect. */
  readonly lapses: number;
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
    /** The runner goes on with the lane, under a lease of which at least three quarters are left. */
    | { readonly kind: 'keep'; readonly leaseMs: number }
    /** The lane is let go and due at once: it may hold more calls. */
    | { readonly kind: 'release' }
    /** The lane is let go, due again when it receives a call, or at once if it has received one that the runner did not see. */
    | { readonly kind: 'rest'; readonly received: number }
    /** The lane is let go after a failure, due again after so many milliseconds; `own` if the call itself was at fault. Its handler can change nothing from now on. */
    | { readonly kind: 'retry'; readonly inMs: number; readonly own?: boolean }
    /** The lane is let go after a failure of its first call, and due again only once an operator says so. Its handler can change nothing from now on. */
    | ({ readonly kind: 'park' } & ParkReason);
}

/** What a runner claims at most. */
export interface ClaimLimits {
  readonly lanes: number;
  readonly callsPerLane: number;
  readonly leaseMs: number;
  /** Only lanes whose bucket is in this part; all if left out. */
  readonly share?: Share;
  /** Only lanes that have been due for so many milliseconds; 0 if left out. */
  readonly dueForMs?: number;
  /** So many of the lanes may be suspects: their lease ran out without a word since the last call that was applied. As many as there are if left out. */
  readonly suspects?: number;
}

/** Where calls wait for their turn at the module that executes them. */
export interface InboxStore extends InboxAdministration {
  /**
   * Makes the calls durable, those of a parked lane too. A call that is there already, or was applied or discarded, is
   * ignored; one that came early waits for those before it.
   * @returns for each lane among the calls, up to where none is missing; under contention it may name less than there is, never more
   */
  receive(calls: readonly DeferredCall[]): Promise<Acknowledgement[]>;
  /** Claims lanes that may have a next call, the longest waiting first; never one that is claimed or parked. */
  claim(limits: ClaimLimits): Promise<ClaimedTurns[]>;
  /** Gives the lanes that are still held under the epoch named; the others were overtaken. */
  settle(progress: readonly Progress[]): Promise<ReadonlySet<string>>;
}
