import type { SplitName } from '@banyan/tools/start';
import { inTurn, median, quantile } from './rounds.ts';
import { Shopper } from './shopper.ts';
import { withShops } from './started-shop.ts';
import { printTable } from './table.ts';

const placements: readonly { readonly name: string; readonly split: readonly SplitName[] }[] = [
  { name: 'all in-process', split: [] },
  { name: 'orders and catalog split', split: ['orders', 'catalog'] },
];
const callers = [16, 64];
const rounds = 5;
const ordersPerRound = 1_536;
const singleOrders = 100;

interface Rush {
  readonly accepted: number;
  readonly confirmed: number;
  readonly p50: number;
  readonly p99: number;
}

/** How many orders the shop takes and brings to their end in a second, and how long a single one takes. */
export async function benchShop(): Promise<void> {
  await withShops(
    placements.map(({ split }) => split),
    async (started) => {
      const shops = await Promise.all(started.map(async (shop, index) => ({ name: placements[index]!.name, shopper: await Shopper.at(shop) })));
      const rushes = callers.flatMap((atOnce) => shops.map((shop) => ({ ...shop, atOnce })));
      const measured = await inTurn(rushes, rounds, ({ shopper, atOnce }) => rush(shopper, atOnce));
      printRushes([...measured].map(([variant, runs]) => ({ ...variant, runs })));
      const waits = await inTurn(shops, rounds, ({ shopper }) => waitForEach(shopper));
      printWaits([...waits].map(([{ name }, runs]) => ({ name, runs })));
      await Promise.all(shops.map(({ shopper }) => shopper.close()));
    },
  );
}

/** Places a round's orders as fast as so many callers can, and waits until the last of them is confirmed. */
async function rush(shopper: Shopper, atOnce: number): Promise<Rush> {
  const took: number[] = [];
  const begun = Date.now();
  const caller = async () => {
    for (let left = ordersPerRound / atOnce; left > 0; left--) {
      const sent = performance.now();
      await shopper.place();
      took.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  const perSecond = (end: number) => (took.length * 1_000) / (end - begun);
  const accepted = perSecond(Date.now());
  const confirmed = perSecond(await shopper.allConfirmed());
  return { accepted, confirmed, p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

/** Milliseconds from sending an order until it is confirmed, one order at a time. */
async function waitForEach(shopper: Shopper): Promise<number[]> {
  const waited: number[] = [];
  for (let n = 0; n < singleOrders; n++) {
    const sent = performance.now();
    await shopper.untilConfirmed(await shopper.place());
    waited.push(performance.now() - sent);
  }
  return waited;
}

function printRushes(variants: readonly { readonly name: string; readonly atOnce: number; readonly runs: readonly Rush[] }[]): void {
  printTable(
    `Orders (${ordersPerRound} a round, one to three lines each; accepted and confirmed per second, counted from the first POST; medians of ${rounds} interleaved rounds)`,
    ['placement', 'callers', 'accepted/s', 'POST p50 ms', 'POST p99 ms', 'confirmed/s'],
    variants.map(({ name, atOnce, runs }) => {
      const middle = (figure: keyof Rush, digits = 0) => median(runs.map((run) => run[figure])).toFixed(digits);
      return [name, String(atOnce), middle('accepted'), middle('p50', 1), middle('p99', 1), middle('confirmed')];
    }),
  );
}

function printWaits(variants: readonly { readonly name: string; readonly runs: readonly (readonly number[])[] }[]): void {
  printTable(
    `From POST to confirmed (ms; one order at a time, ${singleOrders} a round; medians of ${rounds} interleaved rounds)`,
    ['placement', 'p50', 'p99'],
    variants.map(({ name, runs }) => [name, ...[0.5, 0.99].map((share) => median(runs.map((run) => quantile(run, share))).toFixed(1))]),
  );
}
