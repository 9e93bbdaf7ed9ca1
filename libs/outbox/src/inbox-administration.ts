import type { DeferredCall } from '@banyan/contracts/define';

/** A place in a list of lanes: what follows it is read next. */
export interface LaneMark {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly lane: string;
}

/** Which part of a list is read. */
export interface LanePage {
  readonly limit: number;
  /** The last one of the page before; from the start if left out. */
  readonly after?: LaneMark;
}

/** How much there is in an inbox, in lanes. */
export interface Backlog {
  /** Lanes that are due, or will be after a failure. */
  readonly waiting: number;
  /** Lanes that a runner has in hand. */
  readonly inHand: number;
  readonly parked: number;
}

/** A lane whose next call is there. */
export interface LaneReading {
  readonly lane: string;
  readonly state: 'waiting' | 'inHand' | 'parked';
  /** Calls that are there without a gap; under contention it may be less than there are. */
  readonly calls: number;
  /** When the first of them was accepted: ISO 8601 instant. */
  readonly oldest: string;
  /** Failures since the last call that was applied, whoever was at fault. */
  readonly attempts: number;
}

/** Why a lane is parked; neither part holds personal data. */
export interface ParkReason {
  /** `hung`, `crashed`, or the code or name of the error. */
  readonly code: string;
  readonly message: string;
}

/** A lane that goes on only once somebody says how. It receives further calls meanwhile. */
export interface ParkedLane {
  readonly lane: string;
  /** The first call, for which it is parked. */
  readonly call: Pick<DeferredCall, 'sequence' | 'messageId' | 'destination' | 'traceparent' | 'acceptedAt'>;
  /** ISO 8601 instant. */
  readonly since: string;
  /** How often the call has failed by itself, or taken its process with it. */
  readonly attempts: number;
  readonly why: ParkReason;
  /** Calls that wait behind it; under contention it may be less than do. */
  readonly behind: number;
}

/** A call that is given up for good. */
export interface Discard {
  readonly lane: string;
  /** The call that is meant: no other one is discarded. */
  readonly sequence: number;
  readonly by: string;
  readonly reason: string;
}

export type DiscardOutcome =
  /** It is kept apart, and the lane goes on behind it. */
  | { readonly kind: 'discarded' }
  /** It was discarded before. Nothing was changed. */
  | { readonly kind: 'wasDiscarded' }
  /** Nothing was changed. */
  | { readonly kind: 'notParked' }
  /** The lane is parked for another call. Nothing was changed. */
  | { readonly kind: 'anotherCall'; readonly sequence: number };

/** What operators see of an inbox, and do to it. */
export interface InboxAdministration {
  backlog(): Promise<Backlog>;
  /** Lanes with calls, the oldest call first; goes on behind `oldest` and `lane` of the last one. */
  lanes(page: LanePage): Promise<LaneReading[]>;
  /** The longest parked first; goes on behind `since` and `lane` of the last one. @param page.lane only this one */
  parked(page: LanePage & { readonly lane?: string }): Promise<ParkedLane[]>;
  /** Has a parked lane go on with the call for which it is parked. @returns false if it is not parked */
  retry(lane: string): Promise<boolean>;
  /** Moves the first call of a parked lane to where discarded calls are kept for good, and has the lane go on behind it, at once or not at all. */
  discard(discard: Discard): Promise<DiscardOutcome>;
}
