import type { RouteTableDefinition } from './route.ts';

/** Where the routes come from. */
export interface RouteStore {
  load(): Promise<RouteTableDefinition>;
}

/** Routes that were given at start and stay as they are. */
export function fixedRoutes(definition: RouteTableDefinition): RouteStore {
  return { load: () => Promise.resolve(definition) };
}
