import type { RouteTableDefinition } from '@banyan/strangler';
import type { Known } from '../known.ts';
import { proposalOf, type Proposal } from './proposal.ts';

/**
 * The routes of an earlier version as a new one. Rollouts under way are ended, those of now and those of then: their
 * entries stay as that version had them. @throws {Refused} with what speaks against it
 */
export function revert(known: Known, earlier: RouteTableDefinition): Proposal {
  const ended = Object.entries(known.table.rollouts ?? {}).filter(([, { state }]) => state === 'done' || state === 'rolledBack');
  const rollouts = ended.length > 0 ? { rollouts: Object.fromEntries(ended) } : {};
  return proposalOf({ version: known.table.version + 1, routes: earlier.routes, ...rollouts }, known);
}
