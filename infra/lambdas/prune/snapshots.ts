/** A snapshot of a cluster that somebody took by hand. */
export interface Snapshot {
  readonly name: string;
  readonly takenAt: Date;
  readonly isAvailable: boolean;
  /** Whether somebody wants it kept: the tag `banyan:keep`. */
  readonly isKept: boolean;
}

/**
 * The snapshots that nobody needs any more: old enough, not among the newest, not marked to be kept, not being copied or made. What AWS
 * Backup took has a time of its own and is none of them.
 */
export function snapshotsToPrune(snapshots: readonly Snapshot[], { now, keepDays, keepNewest }: { readonly now: Date; readonly keepDays: number; readonly keepNewest: number }): readonly string[] {
  const limit = now.getTime() - keepDays * 86_400_000;
  const ours = snapshots.filter(({ name }) => !name.startsWith('awsbackup:') && !name.startsWith('rds:'));
  const newest = new Set([...ours].sort((one, other) => other.takenAt.getTime() - one.takenAt.getTime()).slice(0, keepNewest));
  return ours.filter((snapshot) => !newest.has(snapshot) && snapshot.isAvailable && !snapshot.isKept && snapshot.takenAt.getTime() < limit).map(({ name }) => name);
}
