import type { GrantedOverride } from '@banyan/contracts/wire';
import { withRoute, type Route } from '@banyan/strangler';
import type { Known } from '../known.ts';
import { Refused } from '../refused.ts';
import { proposalOf, requireEntry } from './proposal.ts';

const MINUTE = 60_000;

/** What a tester or a tenant is to have answered elsewhere than the routes say. */
export interface OverrideRequest {
  /** Entry → `local` or a target. */
  readonly routes: Readonly<Record<string, string>>;
  /** How long it holds, 1,440 at most. */
  readonly minutes: number;
  readonly by: string;
}

/** An override that may be granted: as routes for everybody they would be in order. @throws {Refused} with what speaks against it */
export function override(known: Known, { routes, minutes, by }: OverrideRequest): GrantedOverride {
  if (Object.keys(routes).length === 0) {
    throw new Refused('invalidRequest', 'An override of nothing changes nothing.', 'Name an entry and where it is to be answered.', {
      errors: [{ pointer: '/routes', message: 'is empty.' }],
    });
  }
  let table = known.table;
  for (const [entry, place] of Object.entries(routes)) {
    requireEntry(entry, known);
    table = withRoute(table, entry, routeTo(place), known.contracts);
  }
  proposalOf(table, known);
  return { by, routes, expires: known.now + minutes * MINUTE };
}

function routeTo(place: string): Route {
  return place === 'local' ? { kind: 'local' } : { kind: 'remote', target: place };
}
