import type { HostName } from '../shop/hosts.ts';
import type { PagesName } from '../shop/pages.ts';

/** How much of something there may be: a lower and an upper bound. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The size of a service's task, and how many of them there may be. */
export interface Capacity {
  /** 1,024 are one vCPU. */
  readonly cpu: 256 | 512 | 1024 | 2048;
  readonly memoryMiB: number;
  readonly tasks: Bounds;
  /** Percent of its CPU that a task should use; above it tasks are added. */
  readonly targetCpu: number;
}

/** The same of a host that works off queues. */
export interface HostCapacity extends Capacity {
  /** Messages per running task that may wait in the host's queues; above it tasks are added. */
  readonly backlogPerTask: number;
}

/** What one region of an environment holds. */
export interface Region {
  readonly name: string;
  /** Private IPv4 range of its network, /16; those of an environment's regions do not overlap. */
  readonly cidr: string;
  /** Availability zones in use: the proxies stand in the first two. */
  readonly zones: readonly [string, string] | readonly [string, string, string];
  /** Ways out to the internet, which only the monolith has, to reach the payment company: one, or one in each zone. */
  readonly outboundGateways: 1 | 2 | 3;
  readonly hosts: Readonly<Record<HostName, HostCapacity>>;
  readonly pages: Readonly<Record<PagesName, Capacity>>;
  readonly database: DatabaseCapacity;
  readonly cache: { readonly nodeType: string; /** Beside the primary; with one or more a failover is automatic. */ readonly replicas: 0 | 1 | 2 };
  readonly proxies: { readonly instanceType: string; /** In each of the two zones. */ readonly perZone: Bounds };
}

/** Aurora serverless v2, in Aurora capacity units (about 2 GiB of memory each). */
export interface DatabaseCapacity {
  readonly units: Bounds;
  /** Instances that take over when the writer fails. */
  readonly readers: 0 | 1 | 2;
  /** Whether there is an instance that serves reports only. */
  readonly reporting: boolean;
}

/** When an alarm is raised, in what shoppers feel. */
export interface Objectives {
  /** Seconds within which 99 of 100 orders are accepted. */
  readonly intakeP99: number;
  /** Orders in five minutes that were refused for our fault. */
  readonly refusedOrders: number;
  /** Shoppers' pages in five minutes that could not be shown for our fault. */
  readonly failedPages: number;
  /** Seconds for which the oldest message of a queue may wait. */
  readonly backlogAge: number;
  /** Shadow calls in five minutes whose answers differ. */
  readonly shadowMismatches: number;
  /** Milliseconds by which a replica in the same region may lag. */
  readonly replicaLag: number;
}

/** An environment as data: everything in which dev, staging and production differ. */
export interface Environment {
  readonly name: 'dev' | 'staging' | 'production';
  readonly account: string;
  /** The zone in which the shop's names are, in Route 53 already. */
  readonly hostedZone: { readonly id: string; readonly name: string };
  /** Where shoppers call: within the hosted zone. */
  readonly domain: string;
  readonly home: Region;
  /** Where the shop goes on when the home region is lost; nowhere if left out. */
  readonly recovery?: Region;
  /** The region to which backups are copied: another than the home region. */
  readonly backups: { readonly copyTo: string; readonly keepDays: number; readonly keepCopiesDays: number };
  /** Whether CloudFront stands in front of the proxies, in all edge locations or only in the cheaper ones. */
  readonly contentDelivery?: { readonly priceClass: '100' | '200' | 'all' };
  /** Where the payment company answers. */
  readonly paymentProviderUrl: string;
  /** Percent of the buyers whose orders take the intake queue for good, so that it is never an untested way; in steps of 0.01. */
  readonly intakeQueuePercent: string;
  /** Requests in five minutes from one address, above which it is turned away. */
  readonly requestsPerAddress: number;
  readonly logs: { readonly level: 'info' | 'debug'; readonly keepDays: LogDays };
  readonly objectives: Objectives;
  /** Who is told of alarms. */
  readonly alarmEmail: string;
  /** Whether what holds data stays when its stack is deleted, and cannot be deleted by mistake. */
  readonly keepsData: boolean;
  /** Whether it is stopped at night and at weekends. Only dev may be. */
  readonly sleepsAtNight?: true;
}

/** Days for which CloudWatch can keep logs. */
export type LogDays = 7 | 30 | 90 | 180 | 365;
