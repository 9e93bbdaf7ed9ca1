import type { Backlog, LaneReading, ParkedLane } from '@banyan/outbox';
import type { BeyondNoiseReport, HostedModuleReport, HostReport, MismatchSample, Moved, NotedAct, Rollout, Route, ShadowTally, Verdict } from '@banyan/strangler';
import type { Flow } from './traffic/flows.ts';

export type { ControlProblem } from './problem.ts';

/** Who brought a version about. */
interface Made {
  readonly version: number;
  readonly by: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly why: string;
}

/** `GET routes` */
export interface RoutesAnswer extends Made {
  readonly operations: readonly {
    readonly address: string;
    readonly effect: 'read' | 'write';
    readonly delivery: 'reply' | 'deferred';
    /** The entry that routes it; null if none does, and it is local. */
    readonly entry: string | null;
    readonly route: Route;
  }[];
  /** Operations that change their placement only together. */
  readonly groups: readonly { readonly entry: string | null; readonly addresses: readonly string[] }[];
  readonly rollouts: readonly {
    readonly entry: string;
    readonly rollout: Rollout;
    /** False once somebody has changed the route past the rollout, which is left alone then. */
    readonly inForce: boolean;
    /** As the reports stand now. */
    readonly verdict: Verdict;
  }[];
}

/** A version in the history. */
export type HistoryState = (Made & { readonly changes: HistoryChanges | null }) | { readonly version: number; readonly unreadable: string };

/** What a version changed, by entry; null before or after where an entry had no route of its own. */
export interface HistoryChanges {
  readonly routes: readonly { readonly entry: string; readonly before: Route | null; readonly after: Route | null }[];
  readonly rollouts: readonly { readonly entry: string; readonly before: RolloutStanding | null; readonly after: RolloutStanding | null }[];
}
export type RolloutStanding = Pick<Rollout, 'state' | 'at' | 'target'>;

/** `GET history`: newest first. A version's changes are null if the one before cannot be read. */
export interface HistoryAnswer {
  readonly states: readonly HistoryState[];
}

/** `GET hosts`: the instances that reported within the last minute. */
export interface HostsAnswer {
  /** The newest version; null if there is none. */
  readonly newest: number | null;
  readonly hosts: readonly {
    readonly instance: string;
    readonly host: string;
    readonly modules: readonly HostedModuleReport[];
    readonly routeVersion: number;
    /** ISO 8601 instant of the report, and how many milliseconds ago that was. */
    readonly at: string;
    readonly ageMs: number;
  }[];
}

/** Each event of `GET traffic`: what flowed in the last five seconds or so. The first one has no flows yet. */
export interface TrafficAnswer {
  /** ISO 8601 instant. */
  readonly at: string;
  /** The newest version of the routes; null if there is none. */
  readonly newest: number | null;
  readonly flows: readonly Flow[];
  /** The instances that reported within ten seconds. */
  readonly hosts: readonly Pick<HostReport, 'instance' | 'host' | 'routeVersion'>[];
}

/** `GET session`: who the token makes one. */
export interface SessionAnswer {
  readonly role: 'viewer' | 'operator';
}

/** `GET shadows` */
export interface ShadowsAnswer {
  /** By operation and target, added up over instances and versions. */
  readonly shadows: readonly { readonly tally: ShadowTally; readonly beyondNoise: BeyondNoiseReport; /** Compared answers below which nothing is concluded. */ readonly minimum: number }[];
  /** Newest first. */
  readonly samples: readonly MismatchSample[];
}

/** Something that an operator should know of. */
export interface Finding {
  /** `error`: calls fail, or a change would. `warning`: look at it. */
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'noReports'
    | 'noRoutes'
    | 'routesUnreadable'
    | 'instanceBehind'
    | 'nobodyReports'
    | 'homeSilent'
    | 'moduleNotRun'
    | 'otherContract'
    | 'otherData'
    | 'contractsDiffer'
    | 'rolloutStarves'
    | 'rolloutPassed';
  readonly message: string;
  readonly next: string;
}

/** `GET doctor` */
export interface DoctorAnswer {
  /** Those of severity `error` first; empty if all is well. */
  readonly findings: readonly Finding[];
}

/** `PUT routes`, `POST rollouts/…`, `POST revert`. With `dryRun` the version is the one that would be made. */
export interface ChangeAnswer {
  readonly version: number;
  readonly dryRun: boolean;
  /** The operations whose route changes; `keys` is the share of all keys, 0 to 1, that is answered elsewhere than before. */
  readonly moved: readonly Moved[];
  /** The rollout that was moved. */
  readonly rollout?: Rollout;
}

/** `POST overrides` */
export interface OverrideAnswer {
  /** For the header `banyan-override`. */
  readonly token: string;
  /** ISO 8601 instant. */
  readonly expires: string;
}

/** `GET lanes`: of each module that takes deferred calls, or of the one that is asked for. */
export interface LanesAnswer {
  readonly modules: readonly (Backlog & {
    readonly module: string;
    /** The oldest call first. */
    readonly lanes: readonly LaneReading[];
    /** For `after`, if there may be more; else null. */
    readonly next: string | null;
  })[];
}

/** `GET parked` */
export interface ParkedAnswer {
  readonly modules: readonly {
    readonly module: string;
    /** The longest parked first. */
    readonly parked: readonly ParkedLane[];
    /** For `after`, if there may be more; else null. */
    readonly next: string | null;
  }[];
}

/** `POST lanes/retry` */
export interface RetryAnswer {
  readonly module: string;
  readonly dryRun: boolean;
  /** As it was parked. */
  readonly parked: ParkedLane;
}

/** `POST lanes/discard` */
export interface DiscardAnswer {
  readonly module: string;
  readonly lane: string;
  readonly sequence: number;
  readonly dryRun: boolean;
  /** As it was parked; null if the call was discarded before, and nothing was changed. */
  readonly parked: ParkedLane | null;
}

/** `GET acts`: what operators asked for that no version of the routes tells of, newest first. */
export interface ActsAnswer {
  readonly acts: readonly NotedAct[];
  /** For `before`, if there may be more; else null. */
  readonly next: number | null;
}

/** `POST queues/redrive` */
export interface RedriveAnswer {
  readonly module: string;
  /** Messages that were taken back, by queue. */
  readonly queues: readonly { readonly queue: string; readonly moved: number }[];
}
