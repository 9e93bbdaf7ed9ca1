import { taken } from '../data/assumptions.ts';
import { shape } from '../data/shape.ts';
import { waitWithin, utilisationOf } from '../queueing/pool.ts';
import { laneLimit, meanLaneWait } from '../queueing/lane.ts';
import type { Load } from './load.ts';
import { laneTime, type ShopModel } from './shop.ts';
import { tasksFor, type Tasks } from './tasks.ts';
import { workOf, type Work } from './work.ts';

/** What a load takes, part by part. Rates are per second, times in seconds. */
export interface Size {
  readonly load: Load;
  readonly work: Work;
  readonly hosts: { readonly monolith: Tasks; readonly orders: Tasks; readonly catalog: Tasks };
  /** Places of the lane runners of orders, each taken by one order at a time. */
  readonly places: { readonly count: number; readonly utilisation: number; readonly waitP99: number };
  /** Orders of one buyer, one after the other: how long each takes, how many fit into a second, and how long one waits at half of that. */
  readonly buyer: { readonly service: number; readonly limit: number; readonly wait: number };
  readonly writer: { readonly units: number; readonly commits: number; readonly vcpu: number };
  /** Connections that pools may open. */
  readonly connections: number;
  /** Proxies in each of the two zones. */
  readonly proxies: { readonly perZone: number; readonly utilisation: number };
  /** Messages, by the queue that has the most of them and by all, and those in hand at once. */
  readonly queues: { readonly messages: number; readonly busiest: number; readonly inHand: number };
  readonly redis: number;
  /** Connections to the payment company at once. */
  readonly outbound: number;
}

/** How large everything has to be for a load. */
export function sizeFor(load: Load, shop: ShopModel): Size {
  const work = workOf(load, shop);
  const hosts = hostsFor(load, work, shop);
  const messages = work.all.messages;
  return {
    load,
    work,
    hosts,
    places: placesOf(hosts.orders.needed, load, shop),
    buyer: buyerOf(shop),
    writer: writerFor(work.all.database, work.all.commits, shop),
    connections: (['monolith', 'orders', 'catalog'] as const).reduce((sum, name) => sum + hosts[name].needed * shape.pools[name] * shape.poolSize, 0),
    proxies: proxiesFor(load, shop),
    // One message of an order is the order itself; the others are its events, which checkout takes from one queue.
    queues: { messages, busiest: Math.max(load.orders, messages - load.orders), inHand: messages * taken.inHand },
    redis: (hosts.monolith.needed + hosts.orders.needed + hosts.catalog.needed) * shape.renewals + messages,
    outbound: load.orders * shop.assumptions.provider,
  };
}

function hostsFor({ orders, reads }: Load, work: Work, shop: ShopModel): Size['hosts'] {
  const { region, objectives } = shop;
  const { monolith, orders: executing, catalog } = region.hosts;
  // An order holds a place of its lane runners all the time, also while the payment company has it.
  const byPlaces = Math.ceil((orders * laneTime(shop)) / (shape.lanesAtOnce * (executing.targetCpu / 100)) - 1e-9);
  return {
    // What reaches the monolith: orders to be accepted, what their execution asks of it, pages.
    monolith: tasksFor(monolith, { rate: 2 * orders + reads, cpu: work.all.monolith, within: objectives.intakeP99 - taken.commit }),
    orders: tasksFor(executing, { rate: orders, cpu: work.all.orders, within: objectives.backlogAge, atLeast: byPlaces }),
    catalog: tasksFor(catalog, { rate: orders + reads, cpu: work.all.catalog, within: objectives.intakeP99 }),
  };
}

function placesOf(tasks: number, { orders }: Load, shop: ShopModel): Size['places'] {
  const pool = { servers: tasks * shape.lanesAtOnce, rate: orders, service: laneTime(shop) };
  return { count: pool.servers, utilisation: utilisationOf(pool), waitP99: waitWithin(pool, 0.99) };
}

function buyerOf(shop: ShopModel): Size['buyer'] {
  const service = laneTime(shop);
  const limit = laneLimit({ service });
  return { service, limit, wait: meanLaneWait({ rate: limit / 2, service, variation: 1 }) };
}

function writerFor(cpu: number, commits: number, { region }: ShopModel): Size['writer'] {
  const vcpu = cpu / taken.writerTarget;
  // Capacity grows by half units.
  return { vcpu, commits, units: Math.max(region.database.units.min, Math.ceil((2 * vcpu) / taken.vcpuPerUnit - 1e-9) / 2) };
}

function proxiesFor({ orders, reads }: Load, { region }: ShopModel): Size['proxies'] {
  const vcpu = (orders + reads) * taken.proxyRequest;
  const perZone = Math.max(region.proxies.perZone.min, Math.ceil(vcpu / (2 * taken.proxyVcpu * taken.proxyTarget) - 1e-9));
  return { perZone, utilisation: vcpu / (2 * perZone * taken.proxyVcpu) };
}
