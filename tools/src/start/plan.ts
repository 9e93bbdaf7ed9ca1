import { databaseUrlName, moduleNames, type ModuleName, type SplitName } from './modules.ts';
import { listensToTcp, routingOf, usesQueues, type HostPorts, type ModuleHost, type Placement } from './routing.ts';
import type { Secrets } from './secrets.ts';

export type HostName = ModuleHost | 'payment-provider';

/** A process of the shop: what it runs, what it is told, where it answers. */
export interface HostPlan {
  readonly name: HostName;
  /** Its complete environment: nothing that it does not need. */
  readonly environment: Readonly<Record<string, string>>;
  readonly url: string;
  /** Answers 200 once the host is ready. */
  readonly readyUrl: string;
}

export interface Ports {
  readonly public: number;
  readonly operator: number;
  readonly internal: HostPorts;
  readonly tcp: HostPorts;
  readonly paymentProvider: number;
}

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
  readonly secrets: Secrets;
  readonly databaseUrls: Readonly<Record<ModuleName, string>>;
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
    monolith(input),
    ...input.placement.split.map((module) => splitHost(module, input)),
    ...(input.paymentProviderUrl === undefined ? [paymentProvider(input)] : []),
  ];
}

const loopback = (port: number) => `http://127.0.0.1:${port}`;

function monolith(input: PlanInput): HostPlan {
  const { ports, secrets, databaseUrls, paymentProviderUrl, queues, passedOn } = input;
  const url = loopback(ports.public);
  return {
    name: 'monolith',
    url,
    readyUrl: `${url}/health/ready`,
    environment: {
      PORT: String(ports.public),
      BIND: '127.0.0.1',
      OPERATOR_PORT: String(ports.operator),
      OPERATOR_TOKEN: secrets.OPERATOR_TOKEN,
      ...internal('monolith', input),
      ...Object.fromEntries(moduleNames.map((module) => [databaseUrlName(module), databaseUrls[module]])),
      SESSION_KEYS: secrets.SESSION_KEYS,
      RECEIPT_KEYS: secrets.RECEIPT_KEYS,
      ORDER_ID_KEYS: secrets.ORDER_ID_KEYS,
      BUYER_KEYS: secrets.BUYER_KEYS,
      PAYMENT_PROVIDER_URL: paymentProviderUrl ?? loopback(ports.paymentProvider),
      PAYMENT_PROVIDER_KEY: secrets.PAYMENT_PROVIDER_KEY,
      ...queues?.intake,
      ...common(passedOn),
    },
  };
}

function splitHost(module: SplitName, input: PlanInput): HostPlan {
  const url = loopback(input.ports.internal[module]);
  return {
    name: module,
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
    url,
    readyUrl: `${url}/health/ready`,
    environment: { PORT: String(ports.paymentProvider), LEDGER_FILE: ledgerFile, PROVIDER_KEY: secrets.PAYMENT_PROVIDER_KEY },
  };
}

/** How a host is called by its neighbours, and how it calls them. */
function internal(host: ModuleHost, { placement, ports, secrets, queues }: PlanInput): Record<string, string> {
  return {
    INTERNAL_PORT: String(ports.internal[host]),
    ...(listensToTcp(placement) ? { INTERNAL_TCP_PORT: String(ports.tcp[host]) } : {}),
    INTERNAL_BIND: '127.0.0.1',
    INTERNAL_KEYS: secrets.INTERNAL_KEYS,
    ...routingOf(host, placement, { http: ports.internal, tcp: ports.tcp }),
    ...(usesQueues(host, placement) ? queues?.hosts : {}),
  };
}

function common(passedOn: PlanInput['passedOn']): Record<string, string> {
  const given = Object.entries(passedOn).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { LOG_LEVEL: 'info', ...Object.fromEntries(given) };
}
