import { join } from 'node:path';
import type { DatabaseUrls } from './database-urls.ts';
import { databaseUrlName, moduleNames, type SplitName } from './modules.ts';
import { listensToTcp, routingOf, usesQueues, type HostPorts, type ModuleHost, type Placement } from './routing.ts';
import type { Secrets } from './secrets.ts';

export type HostName = ModuleHost | 'payment-provider' | 'storefront' | 'console';

/** A process of the shop: what it runs, what it is told, where it answers. */
export interface HostPlan {
  /** `monolith-2` for a further instance. */
  readonly name: string;
  readonly runs: HostName;
  /** Another program than the workspace's build of it. */
  readonly program?: string;
  /** Its complete environment: nothing that it does not need. */
  readonly environment: Readonly<Record<string, string>>;
  readonly url: string;
  /** Answers 200 once the host is ready. */
  readonly readyUrl: string;
}

export interface Ports {
  readonly public: number;
  readonly operator: number;
  readonly control: number;
  readonly internal: HostPorts;
  readonly tcp: HostPorts;
  readonly paymentProvider: number;
}

/** The ports of one of several monoliths. */
export type InstancePorts = Readonly<Record<'public' | 'operator' | 'control' | 'internal' | 'tcp', number>>;

/** What hosts are told about the queues. */
export interface QueuePlan {
  /** The environment of every host that sends to queues or takes from them. */
  readonly hosts: Readonly<Record<string, string>>;
  /** What the intake of orders is told beside it. */
  readonly intake: Readonly<Record<string, string>>;
}

export interface PlanInput {
  readonly placement: Placement;
  readonly ports: Ports;
  /** The monoliths behind nginx, if there are several. The others find the first; `ports.public` is nginx's. */
  readonly instances?: readonly InstancePorts[];
  readonly secrets: Secrets;
  readonly databaseUrls: DatabaseUrls;
  /** The folder in which a further monolith keeps the orders that the intake queue took. */
  readonly intakeOf: (instance: string) => string;
  /** The folder in which each host keeps the last good routes. */
  readonly routesFolder: string;
  /** A payment provider that somebody else runs. */
  readonly paymentProviderUrl?: string;
  /** What there is of queues; left out without any. */
  readonly queues?: QueuePlan;
  /** Where our own payment provider keeps its books. */
  readonly ledgerFile: string;
  readonly passedOn: Readonly<Partial<Record<string, string>>>;
}

/** The hosts of a shop, the edge first: the order in which they are stopped. */
export function planHosts(input: PlanInput): HostPlan[] {
  return [
    ...monoliths(input),
    ...input.placement.split.map((module) => splitHost(module, input)),
    ...(input.paymentProviderUrl === undefined ? [paymentProvider(input)] : []),
  ];
}

const loopback = (port: number) => `http://127.0.0.1:${port}`;

/** Milliseconds for which a monolith behind nginx goes on answering, so that connections to it go elsewhere. */
const drainBehindNginx = '1000';

function monoliths(input: PlanInput): HostPlan[] {
  const first = monolith(input);
  return (input.instances ?? []).length === 0 ? [first] : input.instances!.map((ports, index) => instance(first, instanceName(index), ports, input));
}

function instanceName(index: number): string {
  return index === 0 ? 'monolith' : `monolith-${index + 1}`;
}

/** The first one's environment, but for what each has of its own. */
function instance(first: HostPlan, name: string, ports: InstancePorts, { routesFolder, intakeOf }: PlanInput): HostPlan {
  const url = loopback(ports.public);
  const own: Readonly<Record<string, string>> = {
    PORT: String(ports.public),
    OPERATOR_PORT: String(ports.operator),
    CONTROL_PORT: String(ports.control),
    INTERNAL_PORT: String(ports.internal),
    INTERNAL_TCP_PORT: String(ports.tcp),
    ROUTING_LAST_GOOD: join(routesFolder, `${name}.routes`),
    DRAIN_MS: drainBehindNginx,
    ...(name === first.name ? {} : { INTAKE_JOURNAL: intakeOf(name) }),
  };
  const environment = Object.fromEntries(Object.entries(first.environment).map(([variable, value]) => [variable, own[variable] ?? value]));
  return { ...first, name, url, readyUrl: `${url}/health/ready`, environment };
}

function monolith(input: PlanInput): HostPlan {
  const { ports, secrets, databaseUrls, paymentProviderUrl, queues, passedOn } = input;
  const url = loopback(ports.public);
  return {
    name: 'monolith',
    runs: 'monolith',
    url,
    readyUrl: `${url}/health/ready`,
    environment: {
      PORT: String(ports.public),
      BIND: '127.0.0.1',
      OPERATOR_PORT: String(ports.operator),
      OPERATOR_TOKEN: secrets.OPERATOR_TOKEN,
      ...(databaseUrls.routing === undefined
        ? {}
        : { CONTROL_PORT: String(ports.control), CONTROL_OPERATOR_TOKEN: secrets.CONTROL_OPERATOR_TOKEN, CONTROL_VIEWER_TOKEN: secrets.CONTROL_VIEWER_TOKEN }),
      ...internal('monolith', input),
      ...Object.fromEntries(moduleNames.map((module) => [databaseUrlName(module), databaseUrls[module]])),
      SESSION_KEYS: secrets.SESSION_KEYS,
      RECEIPT_KEYS: secrets.RECEIPT_KEYS,
      ORDER_ID_KEYS: secrets.ORDER_ID_KEYS,
      BUYER_KEYS: secrets.BUYER_KEYS,
      PAYMENT_PROVIDER_URL: paymentProviderUrl ?? loopback(ports.paymentProvider),
      PAYMENT_PROVIDER_KEY: secrets.PAYMENT_PROVIDER_KEY,
      PAYMENT_EVENTS_KEYS: secrets.PAYMENT_EVENTS_KEYS,
      ...queues?.intake,
      ...common(passedOn),
    },
  };
}

function splitHost(module: SplitName, input: PlanInput): HostPlan {
  const url = loopback(input.ports.internal[module]);
  return {
    name: module,
    runs: module,
    url,
    readyUrl: `${url}/health/ready`,
    environment: {
      ...internal(module, input),
      [databaseUrlName(module)]: input.databaseUrls[module],
      ...common(input.passedOn),
    },
  };
}

function paymentProvider({ ports, secrets, ledgerFile }: PlanInput): HostPlan {
  const url = loopback(ports.paymentProvider);
  return {
    name: 'payment-provider',
    runs: 'payment-provider',
    url,
    readyUrl: `${url}/health/ready`,
    environment: {
      PORT: String(ports.paymentProvider),
      LEDGER_FILE: ledgerFile,
      PROVIDER_KEY: secrets.PAYMENT_PROVIDER_KEY,
      EVENTS_URL: `${loopback(ports.public)}/api/v1/payments/events`,
      EVENTS_KEY: secrets.PAYMENT_EVENTS_KEYS.split(',')[0]!,
    },
  };
}

/** How a host is called by its neighbours, and how it calls them. */
function internal(host: ModuleHost, { placement, ports, secrets, queues, databaseUrls, routesFolder }: PlanInput): Record<string, string> {
  return {
    INTERNAL_PORT: String(ports.internal[host]),
    ...(listensToTcp(placement) ? { INTERNAL_TCP_PORT: String(ports.tcp[host]) } : {}),
    INTERNAL_BIND: '127.0.0.1',
    INTERNAL_KEYS: secrets.INTERNAL_KEYS,
    ...routingOf(host, placement, { http: ports.internal, tcp: ports.tcp }),
    ...(databaseUrls.routing === undefined ? {} : { ROUTING_DATABASE_URL: databaseUrls.routing, ROUTING_LAST_GOOD: join(routesFolder, `${host}.routes`) }),
    ...(usesQueues(host, placement) ? queues?.hosts : {}),
  };
}

function common(passedOn: PlanInput['passedOn']): Record<string, string> {
  const given = Object.entries(passedOn).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { LOG_LEVEL: 'info', DRAIN_MS: '0', ...Object.fromEntries(given) };
}
