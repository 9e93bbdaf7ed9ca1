import type { Capacity, Environment, HostCapacity, Region } from './environment.ts';

const medium: HostCapacity = { cpu: 512, memoryMiB: 1_024, tasks: { min: 2, max: 4 }, targetCpu: 55, backlogPerTask: 200 };
const page: Capacity = { cpu: 256, memoryMiB: 512, tasks: { min: 2, max: 4 }, targetCpu: 55 };
/** Where shoppers are not: one task, which grows with them. */
const waiting: Capacity = { ...page, tasks: { min: 1, max: 4 } };

const home: Region = {
  name: 'eu-west-1',
  cidr: '10.20.0.0/16',
  zones: ['eu-west-1a', 'eu-west-1b'],
  outboundGateways: 1,
  hosts: { monolith: medium, orders: medium, catalog: medium },
  pages: { storefront: page, console: { ...page, tasks: { min: 1, max: 2 } } },
  database: { units: { min: 1, max: 8 }, readers: 1, reporting: true },
  cache: { nodeType: 'cache.t4g.small', replicas: 1 },
  proxies: { instanceType: 't4g.micro', perZone: { min: 1, max: 2 } },
};

/** Built like production, second region included, and smaller: what is rehearsed here holds there. */
export const staging: Environment = {
  name: 'staging',
  account: '222222222222',
  hostedZone: { id: 'Z0000000000STAGING00', name: 'staging.shop.example.com' },
  domain: 'staging.shop.example.com',
  home,
  recovery: { ...home, name: 'eu-central-1', cidr: '10.21.0.0/16', zones: ['eu-central-1a', 'eu-central-1b'], pages: { storefront: waiting, console: waiting }, database: { ...home.database, readers: 0, reporting: false } },
  backups: { copyTo: 'eu-central-1', keepDays: 14, keepCopiesDays: 14 },
  contentDelivery: { priceClass: '100' },
  paymentProviderUrl: 'https://sandbox.payments.example.com',
  intakeQueuePercent: '1',
  requestsPerAddress: 10_000,
  logs: { level: 'info', keepDays: 30 },
  objectives: { intakeP99: 0.5, refusedOrders: 10, failedPages: 20, backlogAge: 120, shadowMismatches: 10, replicaLag: 500 },
  alarmEmail: 'shop-staging@example.com',
  keepsData: false,
};
