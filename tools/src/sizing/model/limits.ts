import { taken } from '../data/assumptions.ts';
import { quotas } from '../data/quotas.ts';
import { shape } from '../data/shape.ts';
import { atOrders, type Load } from './load.ts';
import { laneTime, type ShopModel } from './shop.ts';
import { vcpuOf } from './tasks.ts';
import { workOf } from './work.ts';

/** Something that ends growth. */
export interface Limit {
  readonly what: string;
  /** Orders in a second, with the pages that belong to them, at which it is reached; infinite, null in JSON, if no load reaches it. */
  readonly atOrders: number;
  /** What is reached there. */
  readonly number: string;
  /** Who sets it: the environment can be changed, a quota of AWS asked for, an assumption has to be seen. */
  readonly setBy: 'environment' | 'quota' | 'assumption' | 'measured';
  readonly source: string;
}

const environment = 'infra/src/environments/production.ts';

/** Commits that one PostgreSQL reached, and how. */
const mostCommits = { perSecond: 3_456, source: 'docs/measurements.md: PostgreSQL by pgbench, 16 clients; Aurora’s is not known' };

/** Every limit for a mix of work, the one that is reached first in front. */
export function limitsFor(load: Load, shop: ShopModel): Limit[] {
  return [...hostLimits(load, shop), ...databaseLimits(load, shop), ...queueLimits(load, shop), ...entryLimits(load, shop)].sort((one, other) => one.atOrders - other.atOrders);
}

function hostLimits(load: Load, shop: ShopModel): Limit[] {
  const { all } = workOf(atOrders(load, 1), shop);
  const { hosts } = shop.region;
  const byCpu = (['monolith', 'orders', 'catalog'] as const).map((name): Limit => {
    const { tasks, targetCpu } = hosts[name];
    return { what: `tasks of ${name}`, atOrders: (tasks.max * vcpuOf(hosts[name]) * (targetCpu / 100)) / all[name], number: `${tasks.max} tasks at ${targetCpu} % CPU`, setBy: 'environment', source: environment };
  });
  const places = hosts.orders.tasks.max * shape.lanesAtOnce;
  const inLane = laneTime(shop);
  return [...byCpu, { what: 'lanes at once', atOrders: places / inLane, number: `${whole(places)} lanes of ${hosts.orders.tasks.max} tasks`, setBy: 'environment', source: `${environment}, libs/outbox/src/lanes.ts` }];
}

function databaseLimits(load: Load, { region, times, assumptions }: ShopModel): Limit[] {
  const { all } = workOf(atOrders(load, 1), { times, assumptions });
  const { max } = region.database.units;
  const opened = (['monolith', 'orders', 'catalog'] as const).reduce((sum, name) => sum + region.hosts[name].tasks.max * shape.pools[name] * shape.poolSize, 0);
  return [
    { what: 'Aurora’s writer', atOrders: (max * taken.vcpuPerUnit * taken.writerTarget) / all.database, number: `${max} ACU at ${taken.writerTarget * 100} % CPU`, setBy: 'environment', source: `${environment}, and ${taken.vcpuPerUnit} vCPU an ACU is assumed` },
    { what: 'commits of one writer', atOrders: mostCommits.perSecond / all.commits, number: `${whole(mostCommits.perSecond)} a second`, setBy: 'measured', source: mostCommits.source },
    // All tasks that the environment allows either fit or do not: no load brings more of them.
    { what: 'connections', atOrders: opened > quotas.connections.value ? 0 : Infinity, number: `${whole(opened)} of ${whole(quotas.connections.value)} with all tasks`, setBy: 'quota', source: quotas.connections.source },
  ];
}

function queueLimits(load: Load, shop: ShopModel): Limit[] {
  const { messages } = workOf(atOrders(load, 1), shop).all;
  return [
    { what: 'one FIFO queue', atOrders: quotas.fifoCalls.value / Math.max(1, messages - 1), number: `${whole(quotas.fifoCalls.value)} calls a second of each action`, setBy: 'quota', source: quotas.fifoCalls.source },
    { what: 'messages in hand', atOrders: quotas.inFlight.value / (taken.inHand * messages), number: whole(quotas.inFlight.value), setBy: 'quota', source: quotas.inFlight.source },
  ];
}

function entryLimits(load: Load, shop: ShopModel): Limit[] {
  const { region, assumptions } = shop;
  const requests = 1 + load.reads / load.orders;
  const { max } = region.proxies.perZone;
  const nat = region.outboundGateways * quotas.natConnections.value;
  return [
    { what: 'proxies', atOrders: (2 * max * taken.proxyVcpu * taken.proxyTarget) / (requests * taken.proxyRequest), number: `${2 * max} instances at ${taken.proxyTarget * 100} % CPU`, setBy: 'environment', source: `${environment}, and ${taken.proxyRequest * 1_000} ms of CPU a request are assumed` },
    { what: 'ways out to the payment company', atOrders: nat / assumptions.provider, number: `${whole(nat)} connections by ${region.outboundGateways} gateways`, setBy: 'quota', source: quotas.natConnections.source },
    { what: 'Redis', atOrders: taken.redisCommands / workOf(atOrders(load, 1), shop).all.messages, number: `${whole(taken.redisCommands)} commands a second`, setBy: 'assumption', source: 'one command a message at most; nobody was asked' },
  ];
}

function whole(count: number): string {
  return count.toLocaleString('en-GB');
}
