import { beginRollout, type RolloutPlan } from '@banyan/strangler';
import type { Known } from '../known.ts';
import { orRefused } from './or-refused.ts';
import { proposalOf, requireEntry, requireNoRollout, type Proposal } from './proposal.ts';

/** A rollout with its first step in force. @throws {Refused} with what speaks against it */
export function startRollout(known: Known, { entry, plan }: { readonly entry: string; readonly plan: RolloutPlan }): Proposal {
  requireEntry(entry, known);
  requireNoRollout(entry, known, { butItsOwn: true });
  return proposalOf(orRefused(() => beginRollout(known.table, entry, plan, known)), known);
}
