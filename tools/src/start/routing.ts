import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import { operationsOf, type Route } from '@banyan/strangler';
import { moduleNames, type ModuleName, type SplitName } from './modules.ts';
import type { RepliesOver, Via } from './options.ts';

/** A process that runs modules. */
export type ModuleHost = 'monolith' | SplitName;

/** Where a shop's modules run, and what carries their calls. */
export interface Placement {
  readonly split: readonly SplitName[];
  readonly via: Via;
  readonly replies: RepliesOver;
}

/** The ports on which hosts take each other's calls. */
export type HostPorts = Readonly<Record<ModuleHost, number>>;

/** What a host is told about its neighbours, as settings: `ROUTES` and `TARGETS`, where there is anything to tell. */
export function routingOf(host: ModuleHost, placement: Placement, ports: { readonly http: HostPorts; readonly tcp: HostPorts }): Record<string, string> {
  const { split, via, replies } = placement;
  const queues = via === 'sqs' && usesQueues(host, placement);
  const hostOf = (module: ModuleName): ModuleHost => split.find((name) => name === module) ?? 'monolith';
  const routes: Record<string, Route> = {};
  const targets: Record<string, string> = {};
  const to = (transport: RepliesOver, neighbour: ModuleHost): Route => {
    const target = transport === 'http' ? neighbour : `${neighbour}-tcp`;
    targets[target] = `${transport}://127.0.0.1:${ports[transport][neighbour]}`;
    return { kind: 'remote', target };
  };
  const queueOf = (module: ModuleName): Route => {
    targets[`${module}-queue`] = `sqs:${module}`;
    return { kind: 'remote', target: `${module}-queue` };
  };

  for (const module of moduleNames) {
    const neighbour = hostOf(module);
    const away = neighbour !== host;
    if (away) routes[`${module}.*`] = to(replies, neighbour);
    for (const address of deferredOperations(module)) {
      if (queues) routes[address] = queueOf(module);
      else if (away && via !== replies && via !== 'sqs') routes[address] = to(via, neighbour);
    }
  }
  if (Object.keys(routes).length === 0) return {};
  return { ROUTES: JSON.stringify({ version: 1, routes }), TARGETS: JSON.stringify(targets) };
}

/** Whether a host sends to queues or takes from them: one of its modules is called later, or announces something. */
export function usesQueues(host: ModuleHost, { split }: Placement): boolean {
  const hosted = host === 'monolith' ? moduleNames.filter((module) => !split.some((name) => name === module)) : [host];
  return hosted.some((module) => deferredOperations(module).length > 0 || Object.keys(contracts[module].events).length > 0);
}

/** Whether a host takes calls over Nest's TCP transporter. */
export function listensToTcp({ split, via, replies }: Placement): boolean {
  return split.length > 0 && (via === 'tcp' || replies === 'tcp');
}

const contracts = { accounts, catalog, checkout, orders, payments };

function deferredOperations(module: ModuleName): string[] {
  return operationsOf(contracts[module])
    .filter(({ operation }) => operation.delivery === 'deferred')
    .map(({ address }) => address);
}
