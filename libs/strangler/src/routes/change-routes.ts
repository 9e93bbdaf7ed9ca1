import type { Contract } from '@banyan/contracts/define';
import { operationsOf } from '../operations-of.ts';
import { choiceOf, type Choice } from './choice.ts';
import { addressesOf, routeTable } from './route-table.ts';
import type { Route, RouteTableDefinition } from './route.ts';
import { BUCKETS } from '@banyan/contracts/define';

/**
 * The table that follows, with one entry changed. Nearer entries of what it names are taken out, so that the change is
 * what its words say: `catalog.*` means all of catalog.
 */
export function withRoute(table: RouteTableDefinition, entry: string, route: Route, contracts: readonly Contract[]): RouteTableDefinition {
  const meant = new Set(addressesOf(entry, contracts));
  const kept = Object.entries(table.routes).filter(([other]) => !isWithin(other, meant, contracts));
  return { ...table, version: table.version + 1, routes: { ...Object.fromEntries(kept), [entry]: route } };
}

/** For an operation, how much of its keys a change would move. */
export interface Moved {
  readonly address: string;
  readonly from: Route;
  readonly to: Route;
  /** Share of all keys, 0 to 1, that would be answered elsewhere than now. */
  readonly keys: number;
}

/** What a change of the table would move; operations that keep their route are left out. */
export function movedBy(before: RouteTableDefinition, after: RouteTableDefinition, contracts: readonly Contract[]): Moved[] {
  const [from, to] = [routeTable(before, contracts).routes, routeTable(after, contracts).routes];
  return contracts.flatMap(operationsOf).flatMap(({ address }) => {
    const [was, becomes] = [from.get(address)!, to.get(address)!];
    if (JSON.stringify(was) === JSON.stringify(becomes)) return [];
    return [{ address, from: was, to: becomes, keys: elsewhere(choiceFor(was), choiceFor(becomes)) }];
  });
}

/** All entries that name nothing beyond `meant`. */
function isWithin(entry: string, meant: ReadonlySet<string>, contracts: readonly Contract[]): boolean {
  const named = addressesOf(entry, contracts);
  return named.length > 0 && named.every((address) => meant.has(address));
}

/** Seen from nowhere, so that every place has its name. */
function choiceFor(route: Route): Choice {
  return choiceOf(route, { host: '', home: 'local' });
}

/** The share of the buckets whose place differs. Buckets below both thresholds or above both are compared once. */
function elsewhere(one: Choice, other: Choice): number {
  const placeAt = ({ below, there, home }: Choice, bucket: number) => JSON.stringify(bucket < below ? there : home);
  const edges = [0, one.below, other.below, BUCKETS].sort((a, b) => a - b);
  let moved = 0;
  for (let index = 1; index < edges.length; index++) {
    const [start, end] = [edges[index - 1]!, edges[index]!];
    if (start < end && placeAt(one, start) !== placeAt(other, start)) moved += end - start;
  }
  return moved / BUCKETS;
}
