import { databaseUrlName, moduleNames, type ModuleName, type SplitName } from './modules.ts';
import type { Secrets } from './secrets.ts';

export type HostName = 'monolith' | SplitName | 'payment-provider';

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
  readonly monolith: number;
  readonly orders: number;
  readonly catalog: number;
  readonly paymentProvider: number;
}

export interface PlanInput {
  readonly split: readonly SplitName[];
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly databaseUrls: Readonly<Record<ModuleName, string>>;
  /** A payment provider that somebody else runs. */
  readonly paymentProviderUrl?: string;
  /** Where our own payment provider keeps its books. */
  readonly ledgerFile: string;
  readonly passedOn: Readonly<Partial<Record<string, string>>>;
}

/** The hosts of a shop, the edge first: the order in which they are stopped. */
export function planHosts(input: PlanInput): HostPlan[] {
  return [
    monolith(input),
    ...input.split.map((module) => splitHost(module, input)),
    ...(input.paymentProviderUrl === undefined ? [paymentProvider(input)] : []),
  ];
}

const loopback = (port: number) => `http://127.0.0.1:${port}`;

function monolith({ split, ports, secrets, databaseUrls, paymentProviderUrl, passedOn }: PlanInput): HostPlan {
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
      ...internal(ports.monolith, secrets),
      ...Object.fromEntries(moduleNames.map((module) => [databaseUrlName(module), databaseUrls[module]])),
      SESSION_KEYS: secrets.SESSION_KEYS,
      RECEIPT_KEYS: secrets.RECEIPT_KEYS,
      ORDER_ID_KEYS: secrets.ORDER_ID_KEYS,
      BUYER_KEYS: secrets.BUYER_KEYS,
      PAYMENT_PROVIDER_URL: paymentProviderUrl ?? loopback(ports.paymentProvider),
      PAYMENT_PROVIDER_KEY: secrets.PAYMENT_PROVIDER_KEY,
      ...routing(split.map((module) => [module, module] as const), ports),
      ...common(passedOn),
    },
  };
}

function splitHost(module: SplitName, { split, ports, secrets, databaseUrls, passedOn }: PlanInput): HostPlan {
  const url = loopback(ports[module]);
  const neighbours = moduleNames
    .filter((name) => name !== module)
    .map((name) => [name, (split as readonly string[]).includes(name) ? (name as SplitName) : 'monolith'] as const);
  return {
    name: module,
    url,
    readyUrl: `${url}/health/ready`,
    environment: {
      ...internal(ports[module], secrets),
      [databaseUrlName(module)]: databaseUrls[module],
      ...routing(neighbours, ports),
      ...common(passedOn),
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

function internal(port: number, { INTERNAL_KEYS }: Secrets): Record<string, string> {
  return { INTERNAL_PORT: String(port), INTERNAL_BIND: '127.0.0.1', INTERNAL_KEYS };
}

/** The modules that another host answers for, and where that host is. */
function routing(remote: readonly (readonly [module: ModuleName, target: SplitName | 'monolith'])[], ports: Ports): Record<string, string> {
  if (remote.length === 0) return {};
  const routes = remote.map(([module, target]) => [`${module}.*`, { kind: 'remote', target }] as const);
  const targets = remote.map(([, target]) => [target, loopback(ports[target])] as const);
  return {
    ROUTES: JSON.stringify({ version: 1, routes: Object.fromEntries(routes) }),
    TARGETS: JSON.stringify(Object.fromEntries(targets)),
  };
}

function common(passedOn: PlanInput['passedOn']): Record<string, string> {
  const given = Object.entries(passedOn).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { LOG_LEVEL: 'info', ...Object.fromEntries(given) };
}
