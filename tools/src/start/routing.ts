import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import { operationsOf, type RouteTableDefinition } from '@banyan/strangler';
import { moduleNames, type ModuleName, type SplitName } from './modules.ts';
import type { RepliesOver, Via } from './options.ts';

/** A process that runs modules. */
export type ModuleHost = 'monolith' | SplitName;

/** Where a shop's modules run, and what carries their calls. */
export interface Placement {
  readonly split: readonly SplitName[];
  readonly via: Via;
  readonly replies: RepliesOver;
  /** Where modules that run as a process of their own are called over HTTP instead of at their own ports: a proxy, say. */
  readonly reachedAt?: Readonly<Partial<Record<SplitName, string>>>;
  /** Name → address of the hosts that may be shadowed, and nothing else: every host knows where they are. */
  readonly candidates?: Readonly<Record<string, string>>;
}

/** Where a host finds another: one address, or one for what is answered and one for what is deferred. */
type TargetAddress = string | { readonly reply: string; readonly deferred: string };

/** The ports on which hosts take each other's calls. */
export type HostPorts = Readonly<Record<ModuleHost, number>>;

/**
 * What a host is told, as settings: `ROUTES`, which are the same for every host, and `TARGETS`, where it finds the others;
 * nothing where there is nobody else.
 */
export function routingOf(host: ModuleHost, placement: Placement, ports: { readonly http: HostPorts; readonly tcp: HostPorts }): Record<string, string> {
  const { split, via, replies, reachedAt = {}, candidates = {} } = placement;
  const queues = via === 'sqs' && usesQueues(host, placement);
  if (split.length === 0 && !queues && Object.keys(candidates).length === 0) return {};
  const instead: Readonly<Partial<Record<ModuleHost, string>>> = reachedAt;
  const at = (transport: RepliesOver, other: ModuleHost) =>
    (transport === 'http' ? instead[other] : undefined) ?? `${transport}://127.0.0.1:${ports[transport][other]}`;
  const addressOf = (other: ModuleHost): TargetAddress => {
    const reply = at(replies, other);
    const deferred = queues ? 'sqs' : via === 'sqs' ? reply : at(via, other);
    return reply === deferred ? reply : { reply, deferred };
  };
  const hosts: readonly ModuleHost[] = ['monolith', ...split];
  const others = hosts.filter((other) => other !== host).map((other) => [other, addressOf(other)] as const);
  // A host that is a target of its own has its deferred calls take the queue, too.
  const itself = queues ? [[host, { deferred: 'sqs' }] as const] : [];
  return { ROUTES: JSON.stringify(routesOf(placement)), TARGETS: JSON.stringify(Object.fromEntries([...others, ...itself, ...Object.entries(candidates)])) };
}

/** The routes of a shop as it is started: what is split out is answered there. */
export function routesOf({ split }: Pick<Placement, 'split'>): RouteTableDefinition {
  return { version: 1, routes: Object.fromEntries(split.map((module) => [`${module}.*`, { kind: 'remote', target: module }])) };
}

/** Whether a host sends to queues or takes from them: one of its modules is called later, or announces something. */
export function usesQueues(host: ModuleHost, { split }: Placement): boolean {
  const hosted = host === 'monolith' ? moduleNames.filter((module) => !split.some((name) => name === module)) : [host];
  return hosted.some((module) => isCalledLater(module) || Object.keys(contracts[module].events).length > 0);
}

/** Whether a host takes calls over Nest's TCP transporter. */
export function listensToTcp({ split, via, replies }: Placement): boolean {
  return split.length > 0 && (via === 'tcp' || replies === 'tcp');
}

const contracts = { accounts, catalog, checkout, orders, payments };

function isCalledLater(module: ModuleName): boolean {
  return operationsOf(contracts[module]).some(({ operation }) => operation.delivery === 'deferred');
}
