import { check, type Verdict, type Witnesses } from '../checker/index.ts';
import { byTime, drain, planned, type History } from '../history/index.ts';
import { Chance } from './chance.ts';
import type { Defect } from './defects.ts';
import { audit } from './runs/auditor.ts';
import { Buyer } from './runs/buyer.ts';
import { afflict, troublesOf } from './runs/nemesis.ts';
import { Notebook } from './runs/notebook.ts';
import { Operator } from './runs/operator.ts';
import { settingOf, type Setting } from './runs/setting.ts';
import { Shoppers } from './runs/shoppers.ts';
import { leftoversOf, witnessesOf } from './runs/witnesses.ts';
import { openShop, type Shop } from './shop/shop.ts';
import { takeOver } from './time/globals.ts';
import { VirtualTime } from './time/virtual-time.ts';

export interface SimulationOptions {
  readonly seed: number;
  /** A mistake that the run is given on purpose. */
  readonly defect?: Defect;
  /** Whether it is told what happens in the shop. */
  readonly verbose?: boolean;
}

/** A run from its beginning to its end. */
export interface Simulation {
  readonly seed: number;
  readonly setting: Setting;
  readonly history: History;
  /** As the file of it is. */
  readonly text: string;
  readonly witnesses: Witnesses;
  readonly verdict: Verdict;
  /** What no fault may bring about, as the hosts themselves have found. */
  readonly alarms: readonly string[];
  readonly logged: readonly string[];
  /** How many things have happened in it. */
  readonly happened: number;
}

/** When the runs begin: any instant will do. */
const begin = Date.UTC(2026, 10, 23, 12);
/** Milliseconds within which all has to be worked off once the faults are healed. */
const drainWithin = 900_000;
/** Milliseconds within which the rest of a run has to come to its end. */
const endsWithin = 600_000;

/** Plays the whole run of a seed in virtual time, and has it judged. The same seed gives the same history, byte for byte. */
export async function simulate({ seed, defect, verbose = false }: SimulationOptions): Promise<Simulation> {
  const chance = new Chance(seed);
  const time = new VirtualTime(begin);
  const notebook = new Notebook(() => time.now() - begin);
  const putBack = takeOver(time, chance.apart().next);
  try {
    const setting = settingOf(chance.apart());
    const shop = await openShop({ time, chance: chance.apart(), notebook, setting, defect, verbose });
    const played = await play(shop, chance);
    const history = { events: byTime(notebook.events), unreadable: [] };
    const witnesses = await witnessesOf(shop);
    const alarms = [...shop.alarms, ...(played === 'done' ? [] : [`The run did not come to its end: ${played}.`])];
    return { seed, setting, history, text: notebook.text(), witnesses, verdict: check(history, witnesses), alarms, logged: shop.logged, happened: time.happened };
  } finally {
    putBack();
  }
}

/** Lets time pass until the script has come to its end. */
async function play(shop: Shop, chance: Chance): Promise<string> {
  let state: 'plays' | 'done' | 'failed' = 'plays';
  let failure: unknown;
  script(shop, chance).then(
    () => (state = 'done'),
    (error: unknown) => {
      state = 'failed';
      failure = error;
    },
  );
  const stopped = await shop.time.pass({ done: () => state !== 'plays', latest: begin + drainWithin + endsWithin });
  if (state === ('failed' as string)) throw failure;
  return stopped;
}

async function script(shop: Shop, chance: Chance): Promise<void> {
  const { setting, notebook, time, hosts } = shop;
  const troubles = troublesOf(shop, chance.apart());
  const buyers = chance.whole(2, 4);
  const orders = chance.whole(2, 5);
  const faults = [...new Set(troubles.map(({ fault }) => fault))].sort();
  notebook.note('runner', planned, { orders: buyers * orders + 1, faults, tolerated: 'failures', deadline: 30_000, drainWithin });
  for (const host of hosts) host.start();
  await time.pause(100);

  const shoppers = new Shoppers(shop);
  const shopping = Array.from({ length: buyers }, (_, index) => new Buyer(index + 1, { shop, shoppers, chance: chance.apart() }));
  const operators = Array.from({ length: chance.whole(1, 2) }, (_, index) => new Operator(index + 1, shop, chance.apart()));
  await Promise.all([
    afflict(shop, troubles),
    audit(shop, 3, setting.lasts),
    ...operators.map((operator) => operator.work(chance.whole(1, 3), setting.lasts)),
    ...shopping.map((buyer) => shoppers.process.run(() => buyer.shop(orders, setting.lasts))),
  ]);
  await shoppers.process.run(() => shopping[0]!.shopAfterwards());
  await workOff(shop);
  for (const buyer of shopping) await shoppers.process.run(() => buyer.lookAtAll());
}

/** Milliseconds between two looks at what is left. */
const betweenLooksMs = 250;

/** Waits until nothing is left to be done anywhere at two looks in a row, for as long as that may take. */
async function workOff(shop: Shop): Promise<void> {
  const { notebook, time, database, borders } = shop;
  const told = notebook.begin('runner', drain, {});
  const until = time.now() + drainWithin;
  const left = () => leftoversOf(shop).filter(({ count }) => count > 0);
  for (let quiet = 0; quiet < 2 && time.now() < until; ) {
    for (const inbox of Object.values(database.inboxes)) await inbox.retryParked();
    await time.pause(betweenLooksMs);
    // A shopper's request that is late, on its way or in a host that paused, may bring something more, and is written down a moment after it has come.
    const late = borders.edge.onTheWay + shop.hosts.reduce((sum, { underWay }) => sum + underWay, 0);
    quiet = left().length === 0 && late === 0 ? quiet + 1 : 0;
  }
  if (left().length === 0) return told.ok({});
  const shares = shop.hosts.map(({ machine, share }) => `${machine} ${JSON.stringify(share)}`);
  told.fail({ pending: `${left().map(({ where, count }) => `${count} in ${where}`).join(', ')}; shares: ${shares.join(', ')}` });
}
