import type { Contract, Delivery } from '@banyan/contracts/define';
import { operationsOf } from '../operations-of.ts';
import type { AddressedOperation } from '../target.ts';
import { choiceOf, type Place, type Standpoint } from './choice.ts';
import { routeTable } from './route-table.ts';
import type { RouteTableDefinition } from './route.ts';
import type { RouteViolation } from './validate-routes.ts';

/** What a host can honour. */
export interface Possible {
  readonly standpoint: Standpoint;
  /** Those of its modules and of the neighbours that they call. */
  readonly contracts: readonly Contract[];
  /** The modules whose code runs in this host. */
  readonly modules: ReadonlySet<string>;
  /** The targets this host can reach, by name, with what each can carry. */
  readonly targets: ReadonlyMap<string, { readonly carries: readonly Delivery[] }>;
}

/** Everything in a valid definition that this host could not honour; what it is never asked does not matter. */
export function honourViolations(definition: RouteTableDefinition, possible: Possible): RouteViolation[] {
  const { routes } = routeTable(definition, possible.contracts);
  const violations = new Map<string, RouteViolation>();
  for (const addressed of possible.contracts.flatMap(operationsOf)) {
    const route = routes.get(addressed.address)!;
    const { below, there, home } = choiceOf(route, possible.standpoint);
    const needed = [...(below > 0 || route.kind === 'shadow' ? [there] : []), ...(route.kind === 'remote' && route.fallback !== true ? [] : [home])];
    for (const place of needed) {
      for (const message of placeViolations(place, addressed, possible)) {
        const entry = entryFor(addressed, definition);
        violations.set(`${entry} ${message}`, { entry, message });
      }
    }
  }
  return [...violations.values()];
}

function placeViolations(place: Place, { address, operation }: AddressedOperation, { modules, targets, standpoint }: Possible): string[] {
  const module = moduleOf(address);
  if (place.placement === 'local') {
    return modules.has(module) ? [] : [`'${module}' does not run in this host, '${standpoint.host}'; route it to one that runs it.`];
  }
  const known = targets.get(place.target);
  if (!known) return [`This host, '${standpoint.host}', has no target '${place.target}'. It knows: ${[...targets.keys()].join(', ') || 'none'}.`];
  if (known.carries.includes(operation.delivery)) return [];
  return [`The target '${place.target}' carries ${known.carries.join(', ')} only; route what is ${operation.delivery} to another.`];
}

function entryFor({ address }: AddressedOperation, { routes }: RouteTableDefinition): string {
  return address in routes ? address : `${moduleOf(address)}.*`;
}

function moduleOf(address: string): string {
  return address.slice(0, address.indexOf('.'));
}
