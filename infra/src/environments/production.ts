import type { Capacity, Environment, HostCapacity, Region } from './environment.ts';

const edge: HostCapacity = { cpu: 1024, memoryMiB: 2_048, tasks: { min: 3, max: 24 }, targetCpu: 50, backlogPerTask: 500 };
const module: HostCapacity = { cpu: 512, memoryMiB: 1_024, tasks: { min: 3, max: 16 }, targetCpu: 50, backlogPerTask: 200 };
const storefront: Capacity = { cpu: 512, memoryMiB: 1_024, tasks: { min: 3, max: 16 }, targetCpu: 50 };
const operators: Capacity = { cpu: 256, memoryMiB: 512, tasks: { min: 2, max: 4 }, targetCpu: 60 };

const home: Region = {
  name: 'eu-west-1',
  cidr: '10.30.0.0/16',
  zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  outboundGateways: 3,
  hosts: { monolith: edge, orders: module, catalog: module },
  pages: { storefront, console: operators },
  database: { units: { min: 2, max: 64 }, readers: 1, reporting: true },
  cache: { nodeType: 'cache.r7g.large', replicas: 2 },
  proxies: { instanceType: 'c7g.large', perZone: { min: 2, max: 6 } },
};

/** Scaled down until it leads: then it grows by itself, up to what the home region had. Pages, which are not fenced, have one task each meanwhile. */
const recovery: Region = {
  ...home,
  name: 'eu-central-1',
  cidr: '10.31.0.0/16',
  zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  hosts: { monolith: { ...edge, tasks: { min: 2, max: 24 } }, orders: { ...module, tasks: { min: 2, max: 16 } }, catalog: { ...module, tasks: { min: 2, max: 16 } } },
  pages: { storefront: { ...storefront, tasks: { min: 1, max: 16 } }, console: { ...operators, tasks: { min: 1, max: 4 } } },
  database: { units: { min: 1, max: 64 }, readers: 0, reporting: false },
  cache: { nodeType: 'cache.r7g.large', replicas: 1 },
  proxies: { instanceType: 'c7g.large', perZone: { min: 1, max: 6 } },
};

/** The shop. */
export const production: Environment = {
  name: 'production',
  account: '333333333333',
  hostedZone: { id: 'Z0000000000PRODUCTN0', name: 'shop.example.com' },
  domain: 'shop.example.com',
  home,
  recovery,
  backups: { copyTo: 'eu-central-1', keepDays: 35, keepCopiesDays: 35 },
  contentDelivery: { priceClass: '100' },
  paymentProviderUrl: 'https://api.payments.example.com',
  intakeQueuePercent: '1',
  // A page that is seen for the first time is some forty of them.
  requestsPerAddress: 10_000,
  logs: { level: 'info', keepDays: 365 },
  objectives: { intakeP99: 0.3, refusedOrders: 5, failedPages: 20, backlogAge: 60, shadowMismatches: 5, replicaLag: 200 },
  alarmEmail: 'shop-operations@example.com',
  keepsData: true,
};
