import { memoryRouteStore, seedRoutes } from '@banyan/strangler';
import type { Chance } from '../chance.ts';
import type { Defect } from '../defects.ts';
import { Border, fine, type BorderOptions } from '../network/border.ts';
import { Queue } from '../network/queue.ts';
import type { Notebook } from '../runs/notebook.ts';
import type { Setting } from '../runs/setting.ts';
import { Database } from '../stores/database.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { Changeovers } from './changeovers.ts';
import { Host } from './host.ts';
import type { Place } from './place.ts';
import { Provider } from './provider.ts';
import { codec, image } from './routes.ts';

/** Milliseconds for which a message stays in hand, as for a queue that somebody runs nearby. */
const visibilityMs = 5_000;

/** A whole shop: its hosts, and all that is around them. */
export interface Shop extends Place {
  readonly hosts: readonly Host[];
  readonly changeovers: Changeovers;
  /** What should never have happened. */
  readonly alarms: readonly string[];
  /** What people may want to know, while it is asked for. */
  readonly logged: readonly string[];
}

export interface ShopOptions {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly notebook: Notebook;
  readonly setting: Setting;
  readonly defect: Defect | undefined;
  readonly verbose: boolean;
}

/** Opens a shop, in which no host has been started yet. */
export async function openShop({ time, chance, notebook, setting, defect, verbose }: ShopOptions): Promise<Shop> {
  const alarms: string[] = [];
  const logged: string[] = [];
  const hosts: Host[] = [];
  const began = time.now();
  const border = (more: Pick<BorderOptions, 'latency' | 'slowness' | 'repeats'>) => new Border({ time, chance: chance.apart(), ...more });
  const queue = <Body>() => new Queue<Body>(time, visibilityMs);
  const queues = { calls: { checkout: queue(), orders: queue() }, acknowledgements: { checkout: queue(), orders: queue() }, intake: queue() } as Place['queues'];
  const borders = {
    database: border({ latency: [0.2, 3], slowness: [500, 25_000], repeats: false }),
    routes: border({ latency: [0.2, 3], slowness: [100, 900], repeats: false }),
    hosts: border({ latency: [0.2, 5], slowness: [500, 15_000], repeats: true }),
    queues: border({ latency: [1, 30], slowness: [200, 4_000], repeats: false }),
    provider: border({ latency: [20, 400], slowness: [800, 1_000], repeats: false }),
    edge: border({ latency: [1, 30], slowness: [500, 6_000], repeats: true }),
  };
  const routes = memoryRouteStore();
  await seedRoutes(routes, codec, { table: image, by: 'release', at: new Date(began).toISOString(), why: 'The routes of this release.' });
  const changeovers = new Changeovers({ notebook, time, isWanted: setting.intakeQueue, isCalm: () => queues.intake.size === 0 && Object.values(borders).every(({ weather }) => weather === fine) && hosts.every(({ process }) => process?.runs) });
  const place: Place = {
    setting, time, chance: chance.apart(), notebook, defect, queues, borders, routes, hosts,
    database: new Database({ time, chance: chance.apart(), defect, stock: setting.stock }),
    provider: new Provider({ time, notebook, defect }),
    intakeTakes: (machine, way) => changeovers.takes(machine, way),
    queueRefused: () => changeovers.mayBegin(),
    log: (what) => void (verbose ? logged.push(`${((time.now() - began) / 1_000).toFixed(3).padStart(8)} ${what()}`) : undefined),
    alarm: (what) => void alarms.push(what),
  };
  for (let number = 1; number <= setting.monoliths; number++) hosts.push(new Host('monolith', number, place));
  for (let number = 1; number <= setting.ordersHosts; number++) hosts.push(new Host('orders', number, place));
  return { ...place, hosts, changeovers, alarms, logged };
}
