import { addressesOf, movedBy, validateRoutes, type Moved, type Rollout, type Route, type RouteTableDefinition } from '@banyan/strangler';
import type { Known } from '../known.ts';
import { Refused } from '../refused.ts';
import { objectionsTo, objectionsToShadow } from '../reports/objections.ts';

/** Routes that may be put into force, and what they would move. */
export interface Proposal {
  readonly table: RouteTableDefinition;
  readonly moved: readonly Moved[];
}

/**
 * Makes sure that all hosts can honour a table, and that every operation that it moves comes to a host that can answer it.
 * @throws {Refused} `invalidRoutes` or `targetCannotHonour`, with everything that speaks against it
 */
export function proposalOf(table: RouteTableDefinition, known: Known): Proposal {
  const violations = validateRoutes(table, known.contracts);
  if (violations.length > 0) {
    throw new Refused('invalidRoutes', violations.map(({ message }) => message).join(' '), 'Nothing was changed. Correct the routes and ask again.', {
      errors: violations.map(({ entry, message }) => ({ pointer: `/routes/${entry}`, message })),
    });
  }
  const moved = movedBy(known.table, table, known.contracts);
  const movedOn = new Set(underWay(table).flatMap(([entry]) => addressesOf(entry, known.contracts)));
  const asked = new Map(moved.flatMap(({ address, to }) => (to.kind === 'local' ? [] : [placeOf(to, address, movedOn.has(address))])));
  const objections = [...asked.values()].flatMap(({ target, module, isOnlyShadowed }) => (isOnlyShadowed ? objectionsToShadow : objectionsTo)(target, module, known));
  if (objections.length > 0) {
    throw new Refused('targetCannotHonour', [...new Set(objections.map(({ message }) => message))].join(' '), [...new Set(objections.map(({ next }) => next))].join(' '), {
      data: { objections },
    });
  }
  return { table, moved };
}

/** @throws {Refused} if no contract has the entry */
export function requireEntry(entry: string, { contracts }: Pick<Known, 'contracts'>): void {
  if (addressesOf(entry, contracts).length > 0) return;
  const modules = contracts.map(({ name }) => `${name}.*`).join(', ');
  throw new Refused('unknownEntry', `No contract has '${entry}'.`, `Name an operation, a group, or a module: ${modules}.`, { data: { entry } });
}

/** @throws {Refused} if a rollout is under way that moves any of the entry's operations, other than the entry's own if `but` it */
export function requireNoRollout(entry: string, { table, contracts }: Known, { butItsOwn = false } = {}): void {
  const meant = new Set(addressesOf(entry, contracts));
  const between = underWay(table).find(([other]) => !(butItsOwn && other === entry) && addressesOf(other, contracts).some((address) => meant.has(address)));
  if (!between) return;
  const [other, { state }] = between;
  throw new Refused('rolloutUnderWay', `A rollout of '${other}' is ${state} and moves what '${entry}' names.`, `Let it end, or take it back: banyan rollout rollback '${other}'`, {
    data: { rollout: other, state },
  });
}

/** Rollouts go on from a shadow to where the target answers people. */
function underWay({ rollouts = {} }: RouteTableDefinition): [string, Rollout][] {
  return Object.entries(rollouts).filter(([, { state }]) => state === 'running' || state === 'held');
}

interface AskedPlace {
  readonly target: string;
  readonly module: string;
  /** Nobody waits for its answers, and nothing goes on from there by itself. */
  readonly isOnlyShadowed: boolean;
}

function placeOf({ kind, target }: Exclude<Route, { readonly kind: 'local' }>, address: string, movesOn: boolean): [string, AskedPlace] {
  const module = address.slice(0, address.indexOf('.'));
  const isOnlyShadowed = kind === 'shadow' && !movesOn;
  return [`${module} ${target} ${isOnlyShadowed}`, { target, module, isOnlyShadowed }];
}
