/** A host of a region: the epoch in which its region took the lead, and the newest that it knows. It is fenced while they differ. */
export interface HostEpochs {
  readonly host: string;
  readonly own: number;
  readonly newest: number;
  /** Whether its stack is being changed. */
  readonly isChanging: boolean;
}

/** What can be seen of the two regions. */
export interface State {
  readonly environment: string;
  /** Where the shop is to be sold from. */
  readonly to: string;
  readonly from: string;
  /** Hosts of the region that is to lead. */
  readonly target: readonly HostEpochs[];
  /** Hosts of the other region; undefined if it does not answer. */
  readonly source: readonly HostEpochs[] | undefined;
  /** Orders in the intake queues of the other region, which wait there while it is fenced; undefined if nobody says how many. */
  readonly unread: number | undefined;
  readonly hosts: readonly string[];
  readonly database: { readonly writer: string; readonly isMoving: boolean };
  /** Secrets of the region that is to lead which are still copies of the other’s. */
  readonly copies: readonly string[];
}

/** The epoch in which the region that is to lead leads: the one that is under way already, or the next. */
export function epochOf({ target, source = [] }: State): number {
  const newest = Math.max(1, ...[...target, ...source].map((host) => host.newest));
  const isUnderWay = source.some((host) => host.own < host.newest) || target.some((host) => host.own === host.newest);
  return isUnderWay ? newest : newest + 1;
}
