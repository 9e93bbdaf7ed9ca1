import type { Contract, Delivery, Operation } from '@banyan/contracts/define';
import { BUCKETS } from './sticky-hash.ts';
import { operationsOf } from './operations-of.ts';
import type { Route, RouteTableDefinition } from './route.ts';

/** What a host can honour. */
export interface Possible {
  readonly contracts: readonly Contract[];
  /** The modules whose code runs in this host. */
  readonly modules: ReadonlySet<string>;
  /** The targets this host can reach, by name, with what each can carry. */
  readonly targets: ReadonlyMap<string, { readonly carries: readonly Delivery[] }>;
}

export interface RouteViolation {
  /** The entry it is about, `orders.*`; `version` for the table itself. */
  readonly entry: string;
  /** What is wrong and what would be right. */
  readonly message: string;
}

/** Everything in a definition that the host could not honour; empty if all of it can be. */
export function validateRoutes(definition: RouteTableDefinition, possible: Possible): RouteViolation[] {
  const operations = new Map<string, Operation>();
  for (const contract of possible.contracts) {
    for (const { address, operation } of operationsOf(contract)) operations.set(address, operation);
  }
  const violations: RouteViolation[] = [];
  if (!Number.isSafeInteger(definition.version) || definition.version < 1) {
    violations.push({ entry: 'version', message: `The version is ${String(definition.version)}; it is a whole number from 1 on.` });
  }
  for (const [entry, route] of Object.entries(definition.routes)) {
    const addressed = [...operations].filter(([address]) => address === entry || entry === `${address.split('.')[0]}.*`);
    if (addressed.length === 0) {
      violations.push({ entry, message: `No contract has '${entry}'. Name an operation or a module: ${names(possible)}.` });
    }
    const meant = addressed.filter(([address]) => address === entry || !(address in definition.routes)).map(([, operation]) => operation);
    for (const message of routeViolations(route, entry, meant, possible)) {
      violations.push({ entry, message });
    }
  }
  for (const contract of possible.contracts) {
    if (possible.modules.has(contract.name)) continue;
    const unrouted = operationsOf(contract).filter(
      ({ address }) => !(address in definition.routes) && !(`${contract.name}.*` in definition.routes),
    );
    if (unrouted.length > 0) {
      const entry = `${contract.name}.*`;
      violations.push({ entry, message: `'${contract.name}' does not run in this host and has no route. Add '${entry}' with { kind: 'remote', target }.` });
    }
  }
  return violations;
}

function routeViolations(route: Route, entry: string, operations: readonly Operation[], possible: Possible): string[] {
  const module = entry.split('.')[0] ?? entry;
  const found: string[] = [];
  const carriedBy = (target: string) => {
    const known = possible.targets.get(target);
    if (!known) {
      found.push(`There is no target '${target}'. Known targets: ${[...possible.targets.keys()].join(', ') || 'none'}.`);
      return;
    }
    for (const delivery of new Set(operations.map((operation) => operation.delivery))) {
      if (!known.carries.includes(delivery)) found.push(`The target '${target}' carries ${known.carries.join(', ')} only; route what is ${delivery} to another.`);
    }
  };
  const runsHere = () => {
    if (!possible.modules.has(module)) found.push(`'${module}' does not run in this host; route it with { kind: 'remote', target }.`);
  };
  switch (route.kind) {
    case 'local':
      runsHere();
      break;
    case 'remote':
      carriedBy(route.target);
      break;
    case 'canary':
      carriedBy(route.target);
      runsHere();
      if (!(route.percent >= 0 && route.percent <= 100 && Number.isInteger((route.percent * BUCKETS) / 100))) {
        found.push(`A canary of ${String(route.percent)} percent cannot be; give 0 to 100 in steps of 0.01.`);
      }
      if (operations.some((operation) => !operation.stickyBy && !operation.orderedBy)) {
        found.push(`A canary needs a key that stays on its side: give each operation of '${entry}' a stickyBy or an orderedBy.`);
      }
      break;
    default:
      found.push(`The kind '${String((route as { kind?: unknown }).kind)}' is none of local, remote, canary.`);
  }
  return found;
}

function names({ contracts }: Possible): string {
  return contracts.map(({ name }) => `${name}.*`).join(', ');
}
