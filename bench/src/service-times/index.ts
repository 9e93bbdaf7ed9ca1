import { setTimeout as pause } from 'node:timers/promises';
import { inTurn, median } from '../rounds.ts';
import { Shopper } from '../shopper.ts';
import { withShops, type StartedShop } from '../started-shop.ts';
import { printTable } from '../table.ts';
import { executedSoFar } from './executing.ts';
import { combined, processes, usedBy, type Reach, type Used } from './used.ts';

const rounds = 2;
const orders = 400;
const looks = 2_000;
/** Products of a page, as the storefront asks for. */
const pageOf = 24;
const callers = 8;
const singleOrders = 60;
/** Lines of an order: of two kinds, so that what each further line costs can be told. */
const kinds = [1, 25] as const;

interface Measured {
  readonly what: string;
  readonly used: Used;
}

/**
 * What each piece of a shop's work costs, as `npm run sizing` is fed with it: CPU of each process, commits, log and messages. Orders and catalog
 * are split out and called later by SQS, as at AWS. CPU time rather than elapsed time, so that a busy machine does not spoil it.
 */
export async function benchServiceTimes(): Promise<void> {
  await withShops([['orders', 'catalog']], ([started]) => measure(started!), 'sqs');
}

async function measure(started: StartedShop): Promise<void> {
  const shopper = await Shopper.at(started);
  const reach = { shop: started.shop, shopper };
  const variants = [...kinds.map((lines) => () => ordersOf(lines, reach)), () => pages(reach)];
  const measured = await inTurn(variants, rounds, (variant) => variant());
  print(variants.flatMap((variant) => medians(measured.get(variant)!)));
  for (const lines of kinds) await printExecution(lines, reach);
  await shopper.close();
}

/** Accepted while orders is away, and from its acceptance to its end with all there; the difference is its execution. */
async function ordersOf(lines: number, reach: Reach): Promise<Measured[]> {
  const { shop, shopper } = reach;
  const whole = await usedBy(async () => {
    await together(orders, () => shopper.place(lines));
    await shopper.allConfirmed();
    return orders;
  }, reach);
  await stopOrders(shop);
  const accepted = await usedBy(() => together(orders, () => shopper.place(lines)), reach);
  await shop.startHost('orders');
  await shopper.allConfirmed();
  return [
    { what: `accept an order of ${lines}`, used: accepted },
    { what: `execute an order of ${lines}`, used: combined(whole, accepted, (one, other) => one - other) },
  ];
}

async function pages(reach: Reach): Promise<Measured[]> {
  return [{ what: `a page of ${pageOf} products`, used: await usedBy(() => together(looks, () => reach.shopper.look(pageOf)), reach) }];
}

/** Of each piece of work that was measured once a round, the median of each figure. */
function medians(runs: readonly (readonly Measured[])[]): Measured[] {
  return runs[0]!.map(({ what, used }, index) => {
    const figures = (Object.keys(used) as (keyof Used)[]).map((name) => [name, median(runs.map((run) => run[index]!.used[name]))] as const);
    return { what, used: Object.fromEntries(figures) as unknown as Used };
  });
}

async function stopOrders(shop: StartedShop['shop']): Promise<void> {
  const record = () => shop.hosts.find(({ name }) => name === 'orders')!;
  process.kill(record().pid, 'SIGTERM');
  while (record().state === 'running') await pause(20);
}

/** @returns how many pieces were done, by several callers at once */
async function together(pieces: number, one: () => Promise<unknown>): Promise<number> {
  const caller = async () => {
    for (let left = pieces / callers; left > 0; left--) await one();
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return pieces;
}

async function printExecution(lines: number, { shop, shopper }: Reach): Promise<void> {
  const before = await executedSoFar(shop);
  for (let n = 0; n < singleOrders; n++) await shopper.untilConfirmed(await shopper.place(lines));
  const after = await executedSoFar(shop);
  const milliseconds = ((after.seconds - before.seconds) * 1_000) / (after.orders - before.orders);
  console.log(`  An order of ${lines} took its lane for ${milliseconds.toFixed(1)} ms, one order at a time (mean of ${after.orders - before.orders}, elapsed).`);
}

function print(measured: readonly Measured[]): void {
  printTable(
    `CPU of each process in ms, and what the database did (${orders} orders, ${looks} pages, ${callers} callers; less what the shop uses idle; medians of ${rounds} rounds)`,
    ['what', ...processes, 'commits', 'log bytes', 'messages'],
    measured.map(({ what, used }) => [
      what,
      ...processes.map((name) => (used[name] * 1_000).toFixed(2)),
      used.commits.toFixed(1),
      used.walBytes.toFixed(0),
      used.messages.toFixed(2),
    ]),
  );
}
