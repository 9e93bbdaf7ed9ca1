import { BUCKETS, type Share } from '@banyan/contracts/define';
import type { ClaimedTurns, ClaimLimits, InboxStore } from './inbox-store.ts';
import type { LaneLeases } from './lane-leases.ts';

export interface SpreadOptions {
  readonly leases: Pick<LaneLeases, 'partOf'>;
  /** A lane that has waited for so many milliseconds may be taken by any instance; 500 if left out. */
  readonly overdueMs?: number;
  /** Milliseconds between two looks for such lanes; 500 if left out. */
  readonly lookEveryMs?: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

type Claim = InboxStore['claim'];

/**
 * Has each of several instances claim its own part of the lanes, so that they are spread evenly and no two look for the
 * same one. Whatever the leases say, and even if they are wrong for ever, a lane waits for at most `overdueMs` and
 * `lookEveryMs` longer than without them, and none is claimed outside the share that was asked for. While nobody knows
 * who has which part, everything is claimed as it is without leases.
 */
export function spreadClaims(store: Pick<InboxStore, 'claim'>, { leases, overdueMs = 500, lookEveryMs = 500, now }: SpreadOptions): Claim {
  let looked = -Infinity;

  /** Those that nobody has taken in time, the longest waiting first: their instance is busy, gone, or does not know that they are its own. */
  async function claimOverdue(limits: ClaimLimits): Promise<ClaimedTurns[]> {
    if (now() - looked < lookEveryMs) return [];
    looked = now();
    return store.claim({ ...limits, dueForMs: overdueMs });
  }

  return async (limits) => {
    const share = limits.share ?? { from: 0, to: BUCKETS };
    const hint = leases.partOf(share);
    if (!hint || isAll(hint, share)) return store.claim(limits);
    const part = overlap(hint, share);
    const overdue = await claimOverdue(limits);
    const left = without(limits, overdue);
    if (left.lanes <= 0 || part.from >= part.to) return overdue;
    try {
      return [...overdue, ...(await store.claim({ ...left, share: part }))];
    } catch (error) {
      // What is claimed already must be executed; the store's failure shows again at the next claim.
      if (overdue.length > 0) return overdue;
      throw error;
    }
  };
}

function isAll(part: Share, share: Share): boolean {
  return part.from <= share.from && part.to >= share.to;
}

function overlap(part: Share, share: Share): Share {
  return { from: Math.max(part.from, share.from), to: Math.min(part.to, share.to) };
}

/** What may be claimed beside the lanes given. */
function without(limits: ClaimLimits, claimed: readonly ClaimedTurns[]): ClaimLimits {
  const suspects = claimed.filter(({ lapses }) => lapses > 0).length;
  return {
    ...limits,
    lanes: limits.lanes - claimed.length,
    ...(limits.suspects === undefined ? {} : { suspects: Math.max(0, limits.suspects - suspects) }),
  };
}
