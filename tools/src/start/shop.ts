import { setTimeout as pause } from 'node:timers/promises';
import { importDemoCatalogue } from '../demo-catalogue/import.ts';
import { buildHosts } from './bundles.ts';
import { planConsole } from './console.ts';
import { dataFolder, emptyDataFolder, openDataFolder, type DataFolder } from './data-folder.ts';
import { prepareDatabase } from './database.ts';
import { writeEnvironment } from './environment-file.ts';
import { Hosts, type HostRecord } from './hosts.ts';
import { StartMistakes, startMistakes } from './mistakes.ts';
import type { ShopOptions } from './options.ts';
import { buildPages } from './pages.ts';
import { planHosts, type HostPlan, type InstancePorts } from './plan.ts';
import { prepareQueues } from './queues.ts';
import { routesOf, type HostPorts, type Placement } from './routing.ts';
import { setRoutes } from './set-routes.ts';
import { freePorts, isFree } from './ports.ts';
import { hostCommand } from './host-command.ts';
import { holdDataFolder } from './running.ts';
import { keptSecrets, type Secrets } from './secrets.ts';
import { readSettings, type Environment } from './settings.ts';
import { startableHost, startableNginx } from './startables.ts';
import { bringInDemoPictures, planStorefront } from './storefront.ts';
import { together } from './together.ts';

/** A shop that was started here. */
export interface Shop {
  /** Where shoppers call: `<publicUrl>/api/v1/…`. */
  readonly publicUrl: string;
  readonly operatorUrl: string;
  readonly operatorToken: string;
  /** The control API, where routes can change; left out where they cannot. */
  readonly controlUrl?: string;
  readonly controlToken?: string;
  /** Where shoppers' browsers call; left out without a storefront. */
  readonly storefrontUrl?: string;
  /** Where operators' browsers call; left out without a console. */
  readonly consoleUrl?: string;
  /** Its processes, as they are now. */
  readonly hosts: readonly HostRecord[];
  /** Starts a process that has ended, with the environment it had. @throws {Error} that says why it cannot be started */
  startHost(name: string): Promise<HostRecord>;
  /** Stops a process and starts it again, for a host of several instances one after the other, each once the one before is ready. @throws {Error} that says why not */
  restartHost(name: string): Promise<readonly HostRecord[]>;
  /** Stops the edge, the other hosts, then PostgreSQL, each once it has finished what it had begun. */
  stop(): Promise<void>;
}

/** The world around a start. */
export interface Surroundings {
  /** Names the real servers to use, if any; see `readSettings`. */
  readonly environment: Environment;
  /** Hears what is going on, a line at a time. */
  readonly report: (line: string) => void;
  /** Breaks the start off; what was started is stopped. */
  readonly signal?: AbortSignal;
  /** Where the other hosts call these over HTTP, instead of at their own ports. */
  readonly reachedAt?: Placement['reachedAt'];
  /** Has the last word on how each host is started, before any of them is. */
  readonly adjust?: (plan: HostPlan) => HostPlan | Promise<HostPlan>;
}

/** Milliseconds for each process to finish what it has begun. */
const patience = 30_000;

const monoliths = ['monolith', ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `monolith-${n}`)];

/** The order in which processes are stopped. */
const stopOrder = [['storefront', 'console'], ['nginx'], monoliths, ['orders', 'catalog'], ['payment-provider'], ['sqs'], ['postgres']];

/**
 * Starts a shop and waits until it is ready.
 * @throws {StartMistakes} with everything that is wrong with the environment, before anything was started
 * @throws {Error} if the shop did not become ready; what was started has been stopped
 */
export async function startShop(options: ShopOptions, surroundings: Surroundings): Promise<Shop> {
  const mistakes = startMistakes(options, surroundings.environment);
  if (mistakes.length > 0) throw new StartMistakes(mistakes);

  const folder = dataFolder(options.data);
  openDataFolder(folder);
  const hosts = new Hosts({ file: folder.hosts, command: (name) => hostCommand(name, options.data), report: surroundings.report, patience });
  const startHost = (name: string) => hosts.startAgain(name);
  const restartHost = (name: string) => hosts.restart(name === 'monolith' ? monoliths : [name]);
  const hold = await holdDataFolder(folder.running, { startHost, restartHost });
  const stop = async () => {
    await hosts.stop(stopOrder);
    await hold.release();
  };
  try {
    const port = await publicPort(options.port, hold.takenOver, '--port');
    const storefront = options.storefront === undefined ? {} : { storefront: await publicPort(options.storefront, hold.takenOver, '--storefront-port') };
    const console = options.console === undefined ? {} : { console: await publicPort(options.console, hold.takenOver, '--console-port') };
    const addresses = await bringUp({ ...options, port, ...storefront, ...console }, { folder, hosts, signal: new AbortController().signal, ...surroundings });
    return {
      ...addresses,
      get hosts() {
        return hosts.records;
      },
      startHost,
      restartHost,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  { port, storefront, console, fresh, demo, instances: count = 1, ...chosen }: ShopOptions,
  { folder, hosts, environment, report, signal, reachedAt, adjust = (plan) => plan }: Surroundings & { readonly signal: AbortSignal; readonly folder: DataFolder; readonly hosts: Hosts },
): Promise<Pick<Shop, 'publicUrl' | 'operatorUrl' | 'operatorToken' | 'controlUrl' | 'controlToken' | 'storefrontUrl' | 'consoleUrl'>> {
  const { settings } = readSettings(environment);
  const { paymentProviderUrl, passedOn } = settings;
  const placement: Placement = { ...chosen, ...(reachedAt ? { reachedAt } : {}) };
  if (fresh) emptyDataFolder(folder);
  openDataFolder(folder);
  const secrets: Secrets = { ...keptSecrets(folder.secrets), ...settings.secrets };
  const [operator = 0, control = 0, paymentProvider = 0, postgres = 0, sqs = 0, ...internal] = await freePorts(11);

  const instances = count === 1 ? [] : await instancePorts(count, { operator, control, internal: internal[0]!, tcp: internal[3]! });

  const [databaseUrls, queues] = await together(signal, [
    (signal) => prepareDatabase({ settings, secrets, port: postgres, fresh, folder, hosts, report, signal }),
    async (signal) => (placement.via === 'sqs' ? prepareQueues(settings, { port: sqs, folder, hosts, signal }) : undefined),
    () => buildHosts(['monolith', ...placement.split, ...(paymentProviderUrl ? [] : ['payment-provider'])], report),
    async () => (storefront === undefined ? undefined : buildPages('storefront', report)),
    async () => (console === undefined ? undefined : buildPages('console', report)),
    async () => (storefront === undefined || !demo ? undefined : bringInDemoPictures(folder.media, report)),
  ]);
  const planned = planHosts({
    placement,
    ports: { public: port, operator, control, paymentProvider, internal: hostPorts(internal.slice(0, 3)), tcp: hostPorts(internal.slice(3)) },
    ...(instances.length === 0 ? {} : { instances }),
    secrets,
    databaseUrls,
    ...(queues ? { queues } : {}),
    ...(paymentProviderUrl ? { paymentProviderUrl } : {}),
    ledgerFile: folder.ledger,
    intakeOf: folder.intakeOf,
    routesFolder: folder.routes,
    passedOn,
  });
  if (storefront !== undefined) planned.push(planStorefront({ port: storefront, shopUrl: `http://127.0.0.1:${port}`, media: folder.media }));
  const controlUrl = databaseUrls.routing === undefined ? undefined : `http://127.0.0.1:${control}`;
  const consolePlan = console === undefined || controlUrl === undefined ? undefined : planConsole({ port: console, controlUrl, secrets });
  if (consolePlan) planned.push(consolePlan);
  const plans = await Promise.all(planned.map(async (plan) => adjust(plan)));
  if (databaseUrls.routing !== undefined) await setRoutes(routesOf(placement), { databaseUrl: databaseUrls.routing, keys: secrets.INTERNAL_KEYS });
  await together(signal, plans.map((plan) => (signal: AbortSignal) => hosts.start(startableHost(plan, folder), signal)));
  if (instances.length > 0) await hosts.start(startableNginx({ port, instances: instances.map((instance) => instance.public), folder }), signal);

  const addresses = {
    publicUrl: `http://127.0.0.1:${port}`,
    ...(storefront === undefined ? {} : { storefrontUrl: `http://127.0.0.1:${storefront}` }),
    ...(consolePlan ? { consoleUrl: consolePlan.url } : {}),
    operatorUrl: `http://127.0.0.1:${operator}`,
    operatorToken: secrets.OPERATOR_TOKEN,
    ...(controlUrl === undefined ? {} : { controlUrl, controlToken: secrets.CONTROL_OPERATOR_TOKEN }),
  };
  writeEnvironment(folder.operatorEnvironment, {
    BANYAN_OPERATOR_URL: addresses.operatorUrl,
    BANYAN_OPERATOR_TOKEN: addresses.operatorToken,
    ...(addresses.controlUrl === undefined ? {} : { BANYAN_CONTROL_URL: addresses.controlUrl, BANYAN_CONTROL_TOKEN: addresses.controlToken }),
  });
  if (demo) await importDemoCatalogue({ ...addresses, report, signal });
  return addresses;
}

/** The first monolith answers operators and neighbours where it would do without the others. */
async function instancePorts(count: number, first: Omit<InstancePorts, 'public'>): Promise<InstancePorts[]> {
  const ports = await freePorts(count * 5);
  const own = Array.from({ length: count }, (_, index): InstancePorts => {
    const [edge = 0, operator = 0, control = 0, internal = 0, tcp = 0] = ports.slice(index * 5);
    return { public: edge, operator, control, internal, tcp };
  });
  return own.map((instance, index) => (index === 0 ? { ...instance, ...first } : instance));
}

function hostPorts([monolith = 0, orders = 0, catalog = 0]: readonly number[]): HostPorts {
  return { monolith, orders, catalog };
}

/** A shop whose launcher was killed takes a moment to leave its port. */
async function publicPort(wanted: number, takenOver: boolean, flag: '--port' | '--storefront-port' | '--console-port'): Promise<number> {
  if (wanted === 0) return (await freePorts(1))[0] as number;
  for (let left = takenOver ? 300 : 0; !(await isFree(wanted)); left--) {
    if (left === 0) throw new Error(`Port ${wanted} is taken by another program. Choose another: npm start -- ${flag} <port>`);
    await pause(100);
  }
  return wanted;
}
