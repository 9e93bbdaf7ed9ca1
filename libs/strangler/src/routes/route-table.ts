import type { Contract } from '@banyan/contracts/define';
import { operationsOf } from '../operations-of.ts';
import { groupsOf } from './groups.ts';
import type { Route, RouteTableDefinition } from './route.ts';

/** All routes at one version: immutable, and complete for the contracts it was made for. */
export interface RouteTable {
  readonly version: number;
  readonly routes: ReadonlyMap<string, Route>;
}

const local: Route = Object.freeze({ kind: 'local' });

/** Spells a definition out for every operation. The definition must be valid, see `validateRoutes`. */
export function routeTable(definition: RouteTableDefinition, contracts: readonly Contract[]): RouteTable {
  const routes = new Map<string, Route>();
  for (const contract of contracts) {
    for (const { address } of operationsOf(contract)) {
      const entry = entriesFor(address, contract).find((candidate) => candidate in definition.routes);
      routes.set(address, entry === undefined ? local : Object.freeze({ ...definition.routes[entry]! }));
    }
  }
  return Object.freeze({ version: definition.version, routes });
}

/** The entries that can route an operation, nearest first: its own, its group's, its module's. */
export function entriesFor(address: string, contract: Contract): string[] {
  const group = groupsOf(contract).find(({ entry, addresses }) => entry !== undefined && addresses.includes(address));
  return [address, ...(group?.entry === undefined ? [] : [group.entry]), `${contract.name}.*`];
}

/** The operations that an entry names, whether or not a nearer entry routes some of them; none if there is no such entry. */
export function addressesOf(entry: string, contracts: readonly Contract[]): string[] {
  return contracts.flatMap((contract) =>
    operationsOf(contract)
      .map(({ address }) => address)
      .filter((address) => entriesFor(address, contract).includes(entry)),
  );
}
