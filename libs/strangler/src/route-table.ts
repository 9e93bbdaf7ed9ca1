import type { Contract } from '@banyan/contracts/define';
import { operationsOf } from './operations-of.ts';
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
      const route = definition.routes[address] ?? definition.routes[`${contract.name}.*`] ?? local;
      routes.set(address, Object.freeze({ ...route }));
    }
  }
  return Object.freeze({ version: definition.version, routes });
}
