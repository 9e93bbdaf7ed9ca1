import { withRoute, type Route } from '@banyan/strangler';
import type { Known } from '../known.ts';
import { proposalOf, requireEntry, requireNoRollout, type Proposal } from './proposal.ts';

/** The route of one entry, changed by hand. @throws {Refused} with what speaks against it */
export function setRoute(known: Known, { entry, route }: { readonly entry: string; readonly route: Route }): Proposal {
  requireEntry(entry, known);
  requireNoRollout(entry, known);
  return proposalOf(withRoute(known.table, entry, route, known.contracts), known);
}
