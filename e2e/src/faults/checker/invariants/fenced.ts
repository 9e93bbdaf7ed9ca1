import type { Breach, Invariant } from '../invariant.ts';
import type { LaneEntry } from '../witnesses/lane-entry.ts';

type Claim = Extract<LaneEntry, { kind: 'claimed' }>;

/** Only whoever claimed a lane last writes in it. */
export const fenced: Invariant = {
  name: 'fenced',
  promise: 'Each claim of a lane has a higher epoch than the one before, and until the next one nobody but the claimer applies a call or records a step in it.',
  *breaches({ lanes }) {
    for (const [lane, entries] of lanes) yield* ofLane(lane, entries);
  },
};

function* ofLane(lane: string, entries: readonly LaneEntry[]): Generator<Breach> {
  let claim: Claim | undefined;
  for (const entry of entries) {
    const rows = [...(claim ? [{ claim }] : []), { entry }];
    if (entry.kind === 'claimed') {
      if (claim && entry.epoch <= claim.epoch) yield { what: `The lane ${lane} was claimed with epoch ${entry.epoch} after epoch ${claim.epoch}.`, rows };
      claim = entry;
      continue;
    }
    const what = entry.kind === 'applied' ? entry.messageId : `the step '${entry.step}' of ${entry.orderId}`;
    if (!claim) yield { what: `${entry.by} wrote ${what} in the lane ${lane}, which nobody had claimed.`, rows };
    else if (entry.by !== claim.by) yield { what: `${entry.by} wrote ${what} in the lane ${lane}, which ${claim.by} had claimed.`, rows };
    else if (entry.kind === 'applied' && entry.epoch !== claim.epoch) {
      yield { what: `${what} was applied with epoch ${entry.epoch}, while the lane ${lane} was at ${claim.epoch}.`, rows };
    }
  }
}
