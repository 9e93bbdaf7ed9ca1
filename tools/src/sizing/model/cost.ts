import type { HostCapacity } from '@banyan/infra/environments';
import { taken } from '../data/assumptions.ts';
import { prices } from '../data/prices.ts';
import { shape } from '../data/shape.ts';
import type { ShopModel } from './shop.ts';
import type { Size } from './size.ts';

/** Hours and seconds of a month, as AWS reckons. */
const hours = 730;
const seconds = hours * 3_600;

/** New connections, and gigabytes an hour, that one load balancer capacity unit holds; a connection is taken to carry ten requests. */
const capacityUnit = { connections: 25, gigabytes: 1, requestsPerConnection: 10 };

/** Bytes of one I/O of Aurora's storage. */
const IO = 4_096;
const GB = 1e9;

/** What a month costs by list price, in US dollars, if the load stays the same all the time. */
export type Cost = Readonly<Record<CostItem, number>>;
export const costItems = ['tasks', 'database', 'balancers', 'proxies', 'redis', 'queues', 'ways out', 'logs'] as const;
export type CostItem = (typeof costItems)[number];

/** @param size for the load, with at least what the environment has at all times */
export function costOf(size: Size, shop: ShopModel): Cost {
  return {
    tasks: tasksCost(size, shop),
    database: databaseCost(size, shop),
    balancers: balancersCost(size),
    proxies: 2 * size.proxies.perZone * hours * prices.proxyHour.usd,
    redis: (1 + shop.region.cache.replicas) * hours * prices.redisNode.usd,
    queues: queuesCost(size),
    'ways out': shop.region.outboundGateways * hours * prices.natHour.usd + ((size.load.orders * seconds * taken.providerBytes) / GB) * prices.natGb.usd,
    logs: ((requestsOf(size) * seconds * taken.logBytes) / GB) * prices.logGb.usd,
  };
}

export function totalOf(cost: Cost): number {
  return costItems.reduce((sum, item) => sum + cost[item], 0);
}

function requestsOf({ load }: Size): number {
  return load.orders + load.reads;
}

function tasksCost({ hosts }: Size, { region }: ShopModel): number {
  const one = ({ cpu, memoryMiB }: HostCapacity) => (cpu / 1_024) * prices.fargateVcpu.usd + (memoryMiB / 1_024) * prices.fargateMemory.usd;
  return hours * (['monolith', 'orders', 'catalog'] as const).reduce((sum, name) => sum + hosts[name].needed * one(region.hosts[name]), 0);
}

/** Readers follow the writer; the instance for reports stays at the minimum. */
function databaseCost({ writer, work }: Size, { region }: ShopModel): number {
  const { readers, reporting, units } = region.database;
  const all = writer.units * (1 + readers) + (reporting ? units.min : 0);
  const written = ((work.all.log * seconds) / IO / 1e6) * prices.auroraIo.usd;
  return all * hours * prices.auroraUnit.usd + written;
}

/** Two in front of the proxies and one in front of each host; a request passes an entry, the monolith's, and for a page the catalogue's. */
function balancersCost(size: Size): number {
  const passed = 2 * requestsOf(size) + size.load.reads;
  const units = Math.max(passed / capacityUnit.requestsPerConnection / capacityUnit.connections, (passed * taken.requestBytes * 3_600) / GB / capacityUnit.gigabytes);
  return hours * (5 * prices.balancerHour.usd + units * prices.balancerUnit.usd);
}

/** A message is sent, received and deleted, and acknowledged by one more that is, too; beside them each task asks and hears of nothing. */
function queuesCost({ queues, hosts }: Size): number {
  const asked = (of: 'fifo' | 'standard') => (['monolith', 'orders', 'catalog'] as const).reduce((sum, name) => sum + hosts[name].needed * shape.queues[name][of], 0) * (shape.pollers / shape.longPoll);
  const perMessage = 3;
  const million = (perSecond: number, price: number) => ((perSecond * seconds) / 1e6) * price;
  return million(queues.messages * perMessage + asked('fifo'), prices.fifoMillion.usd) + million(queues.messages * perMessage + asked('standard'), prices.standardMillion.usd);
}
