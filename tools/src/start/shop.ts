import { setTimeout as pause } from 'node:timers/promises';
import { importDemoCatalogue } from '../demo-catalogue/import.ts';
import { buildHosts } from './bundles.ts';
import { dataFolder, emptyDataFolder, openDataFolder, type DataFolder } from './data-folder.ts';
import { prepareDatabase } from './database.ts';
import { writeEnvironment } from './environment-file.ts';
import { Hosts, type HostRecord } from './hosts.ts';
import { StartMistakes, startMistakes } from './mistakes.ts';
import type { ShopOptions } from './options.ts';
import { planHosts } from './plan.ts';
import { prepareQueues } from './queues.ts';
import type { HostPorts } from './routing.ts';
import { freePorts, isFree } from './ports.ts';
import { hostCommand } from './host-command.ts';
import { holdDataFolder } from './running.ts';
import { keptSecrets, type Secrets } from './secrets.ts';
import { readSettings, type Environment } from './settings.ts';
import { startableHost } from './startables.ts';
import { together } from './together.ts';

/** A shop that was started here. */
export interface Shop {
  /** Where shoppers call: `<publicUrl>/api/v1/…`. */
  readonly publicUrl: string;
  readonly operatorUrl: string;
  readonly operatorToken: string;
  /** Its processes, as they are now. */
  readonly hosts: readonly HostRecord[];
  /** Starts a process that has ended, with the environment it had. @throws {Error} that says why it cannot be started */
  startHost(name: string): Promise<HostRecord>;
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
}

/** Milliseconds for each process to finish what it has begun. */
const patience = 25_000;

/** The order in which processes are stopped. */
const stopOrder = [['monolith'], ['orders', 'catalog'], ['payment-provider'], ['sqs'], ['postgres']];

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
  const hold = await holdDataFolder(folder.running, startHost);
  const stop = async () => {
    await hosts.stop(stopOrder);
    await hold.release();
  };
  try {
    const port = await publicPort(options.port, hold.takenOver);
    const addresses = await bringUp({ ...options, port }, { folder, hosts, signal: new AbortController().signal, ...surroundings });
    return {
      ...addresses,
      get hosts() {
        return hosts.records;
      },
      startHost,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  { port, fresh, demo, ...placement }: ShopOptions,
  { folder, hosts, environment, report, signal }: Required<Surroundings> & { readonly folder: DataFolder; readonly hosts: Hosts },
): Promise<Pick<Shop, 'publicUrl' | 'operatorUrl' | 'operatorToken'>> {
  const { settings } = readSettings(environment);
  const { paymentProviderUrl, passedOn } = settings;
  if (fresh) emptyDataFolder(folder);
  openDataFolder(folder);
  const secrets: Secrets = { ...keptSecrets(folder.secrets), ...settings.secrets };
  const [operator = 0, paymentProvider = 0, postgres = 0, sqs = 0, ...internal] = await freePorts(10);

  const [databaseUrls, queues] = await together(signal, [
    (signal) => prepareDatabase({ settings, secrets, port: postgres, fresh, folder, hosts, report, signal }),
    async (signal) => (placement.via === 'sqs' ? prepareQueues(settings, { port: sqs, folder, hosts, signal }) : undefined),
    () => buildHosts(['monolith', ...placement.split, ...(paymentProviderUrl ? [] : ['payment-provider'])], report),
  ]);
  const plans = planHosts({
    placement,
    ports: { public: port, operator, paymentProvider, internal: hostPorts(internal.slice(0, 3)), tcp: hostPorts(internal.slice(3)) },
    secrets,
    databaseUrls,
    ...(queues ? { queues } : {}),
    ...(paymentProviderUrl ? { paymentProviderUrl } : {}),
    ledgerFile: folder.ledger,
    passedOn,
  });
  await together(signal, plans.map((plan) => (signal: AbortSignal) => hosts.start(startableHost(plan, folder), signal)));

  const addresses = {
    publicUrl: `http://127.0.0.1:${port}`,
    operatorUrl: `http://127.0.0.1:${operator}`,
    operatorToken: secrets.OPERATOR_TOKEN,
  };
  writeEnvironment(folder.operatorEnvironment, {
    BANYAN_OPERATOR_URL: addresses.operatorUrl,
    BANYAN_OPERATOR_TOKEN: addresses.operatorToken,
  });
  if (demo) await importDemoCatalogue({ ...addresses, report, signal });
  return addresses;
}

function hostPorts([monolith = 0, orders = 0, catalog = 0]: readonly number[]): HostPorts {
  return { monolith, orders, catalog };
}

/** A shop whose launcher was killed takes a moment to leave its port. */
async function publicPort(wanted: number, takenOver: boolean): Promise<number> {
  if (wanted === 0) return (await freePorts(1))[0] as number;
  for (let left = takenOver ? 300 : 0; !(await isFree(wanted)); left--) {
    if (left === 0) throw new Error(`Port ${wanted} is taken by another program. Choose another: npm start -- --port <port>`);
    await pause(100);
  }
  return wanted;
}
