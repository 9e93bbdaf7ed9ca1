import { advanceRollout, holdRollout, resumeRollout, rollBackRollout } from '@banyan/strangler';
import type { Known } from '../known.ts';
import { orRefused } from './or-refused.ts';
import { proposalOf, requireEntry, type Proposal } from './proposal.ts';

const moves = { advance: advanceRollout, hold: holdRollout, resume: resumeRollout, rollback: rollBackRollout } as const;

/** What can be done to a rollout that was begun. */
export type RolloutMove = keyof typeof moves;

export function isRolloutMove(name: string): name is RolloutMove {
  return Object.hasOwn(moves, name);
}

/** A rollout moved by hand; its way back depends on no target. @throws {Refused} with what speaks against it */
export function moveRollout(known: Known, { entry, move }: { readonly entry: string; readonly move: RolloutMove }): Proposal {
  requireEntry(entry, known);
  return proposalOf(orRefused(() => moves[move](known.table, entry, known)), known);
}
