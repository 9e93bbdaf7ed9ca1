import type { HostCapacity } from '@banyan/infra/environments';
import type { Cost } from '../data/service-times.ts';
import type { ShopModel } from './shop.ts';

const free: Cost = { monolith: 0, orders: 0, catalog: 0, database: 0, commits: 0, log: 0, messages: 0 };
const capacity: HostCapacity = { cpu: 1_024, memoryMiB: 2_048, tasks: { min: 2, max: 10 }, targetCpu: 50, backlogPerTask: 100 };

/** A shop with round figures: an order of one line takes 10 ms of orders and of the database, a further line 1 ms of the catalogue, a page 5 ms of it. */
export const roundShop: ShopModel = {
  region: {
    hosts: { monolith: capacity, orders: capacity, catalog: capacity },
    database: { units: { min: 2, max: 16 }, readers: 1, reporting: true },
    proxies: { instanceType: 'c7g.large', perZone: { min: 1, max: 4 } },
    cache: { nodeType: 'cache.r7g.large', replicas: 2 },
    outboundGateways: 3,
  },
  objectives: { intakeP99: 0.3, backlogAge: 60 },
  times: {
    source: 'a test',
    accept: { small: { lines: 1, cost: { ...free, monolith: 0.004 } }, large: { lines: 11, cost: { ...free, monolith: 0.004 } } },
    execute: {
      small: { lines: 1, cost: { monolith: 0.002, orders: 0.01, catalog: 0.001, database: 0.01, commits: 10, log: 8_192, messages: 3 } },
      large: { lines: 11, cost: { monolith: 0.002, orders: 0.01, catalog: 0.011, database: 0.01, commits: 10, log: 8_192, messages: 3 } },
    },
    read: { ...free, monolith: 0.002, catalog: 0.005, database: 0.001 },
    inLane: 0.05,
  },
  assumptions: { readsPerOrder: 2, provider: 0.2, coreSpeed: 1 },
};
