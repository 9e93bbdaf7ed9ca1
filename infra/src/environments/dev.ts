import type { Capacity, Environment, HostCapacity } from './environment.ts';

const small: HostCapacity = { cpu: 256, memoryMiB: 512, tasks: { min: 1, max: 2 }, targetCpu: 60, backlogPerTask: 200 };
const page: Capacity = { cpu: 256, memoryMiB: 512, tasks: { min: 1, max: 2 }, targetCpu: 60 };

/** Where every change arrives at once: small, without a second region, and it may be thrown away. */
export const dev: Environment = {
  name: 'dev',
  account: '111111111111',
  hostedZone: { id: 'Z0000000000DEVELOPMT', name: 'dev.shop.example.com' },
  domain: 'dev.shop.example.com',
  home: {
    name: 'eu-west-1',
    cidr: '10.10.0.0/16',
    zones: ['eu-west-1a', 'eu-west-1b'],
    outboundGateways: 1,
    hosts: { monolith: small, orders: small, catalog: small },
    pages: { storefront: page, console: { ...page, tasks: { min: 1, max: 1 } } },
    database: { units: { min: 0.5, max: 2 }, readers: 0, reporting: true },
    cache: { nodeType: 'cache.t4g.micro', replicas: 0 },
    proxies: { instanceType: 't4g.nano', perZone: { min: 1, max: 1 } },
  },
  backups: { copyTo: 'eu-central-1', keepDays: 7, keepCopiesDays: 7 },
  paymentProviderUrl: 'https://sandbox.payments.example.com',
  intakeQueuePercent: '1',
  requestsPerAddress: 10_000,
  logs: { level: 'debug', keepDays: 7 },
  objectives: { intakeP99: 1, refusedOrders: 20, failedPages: 50, backlogAge: 300, shadowMismatches: 20, replicaLag: 1_000 },
  alarmEmail: 'shop-dev@example.com',
  keepsData: false,
  sleepsAtNight: true,
};
