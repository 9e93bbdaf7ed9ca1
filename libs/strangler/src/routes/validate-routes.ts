import type { Contract } from '@banyan/contracts/define';
import { operationsOf } from '../operations-of.ts';
import { comparable } from '../shadow/shadowable.ts';
import { bucketsIn } from './choice.ts';
import { groupsOf } from './groups.ts';
import { addressesOf, routeTable } from './route-table.ts';
import type { Route, RouteTableDefinition } from './route.ts';

export interface RouteViolation {
  /** The entry it is about, `orders.*`; `version` for the table itself. */
  readonly entry: string;
  /** What is wrong and what would be right. */
  readonly message: string;
}

/** Everything in a definition that no host could honour; empty if there is nothing. Whether a certain host can, says `honourViolations`. */
export function validateRoutes(definition: RouteTableDefinition, contracts: readonly Contract[]): RouteViolation[] {
  const violations: RouteViolation[] = [];
  if (!Number.isSafeInteger(definition.version) || definition.version < 1) {
    violations.push({ entry: 'version', message: `The version is ${String(definition.version)}; it is a whole number from 1 on.` });
  }
  for (const [entry, route] of Object.entries(definition.routes)) {
    if (addressesOf(entry, contracts).length === 0) {
      violations.push({ entry, message: `No contract has '${entry}'. Name an operation, a group or a module: ${entriesIn(contracts).join(', ')}.` });
    }
    for (const message of routeViolations(entry, route, contracts)) violations.push({ entry, message });
  }
  return violations.length > 0 ? violations : splitGroups(definition, contracts);
}

function routeViolations(entry: string, route: Route, contracts: readonly Contract[]): string[] {
  switch (route.kind) {
    case 'local':
      return [];
    case 'remote':
      return targetViolations(route.target);
    case 'canary':
      return [...targetViolations(route.target), ...percentViolations('canary', route.percent)];
    case 'shadow': {
      const isOperation = contracts.flatMap(operationsOf).some(({ address }) => address === entry);
      const hasEffects = isOperation && comparable([entry], contracts).length === 0;
      const unwatched = hasEffects ? [`${entry} has effects, and nothing plans it, so it cannot be shadowed; shadow what reads, or have its contract plan it.`] : [];
      return [...targetViolations(route.target), ...percentViolations('shadow', route.percent), ...unwatched];
    }
    default:
      return [`The kind '${String((route as { kind?: unknown }).kind)}' is none of local, remote, canary, shadow.`];
  }
}

function targetViolations(target: unknown): string[] {
  return typeof target === 'string' && target !== '' ? [] : ['It names no target; give the name of the host that is to answer.'];
}

function percentViolations(kind: string, percent: number): string[] {
  const possible = percent >= 0 && percent <= 100 && bucketsIn(percent) / 100 === percent;
  return possible ? [] : [`A ${kind} of ${String(percent)} percent cannot be; give 0 to 100 in steps of 0.01.`];
}

/** Groups whose operations would be answered by different rules. */
function splitGroups(definition: RouteTableDefinition, contracts: readonly Contract[]): RouteViolation[] {
  const { routes } = routeTable(definition, contracts);
  return contracts.flatMap((contract) =>
    groupsOf(contract).flatMap(({ entry = `${contract.name}.*`, addresses }) => {
      const ways = Map.groupBy(addresses, (address) => placementOf(routes.get(address)!));
      if (ways.size < 2) return [];
      const parted = [...ways].map(([way, members]) => `${members.join(', ')} ${way}`).join('; ');
      return [{ entry, message: `These share state and move together, but would be split: ${parted}. Route '${entry}' instead of single operations.` }];
    }),
  );
}

/** Where a route has calls answered, as text; what is only watched is answered at home. */
function placementOf(route: Route): string {
  switch (route.kind) {
    case 'local':
    case 'shadow':
      return 'at home';
    case 'remote':
      return `at ${route.target}`;
    case 'canary':
      return `${route.percent} % at ${route.target}`;
  }
}

/** Everything that can be routed, as entries. */
function entriesIn(contracts: readonly Contract[]): string[] {
  return contracts.flatMap((contract) => [`${contract.name}.*`, ...groupsOf(contract).flatMap(({ entry }) => entry ?? [])]);
}
