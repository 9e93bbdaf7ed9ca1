import { setTimeout as pause } from 'node:timers/promises';
import { Shopper } from '../shopper.ts';
import { accepted, anOrder, type Accepted } from '../stories/orders.ts';
import type { Doors } from './doors.ts';

/** An order, by whom. */
export interface Bought extends Accepted {
  readonly buyer: number;
}

/** Buyers who place one order after the other until they are stopped. */
export interface Buying {
  /** How many orders each has had accepted so far. */
  readonly placed: readonly number[];
  /** @throws if an order was not accepted */
  stop(): Promise<readonly Bought[]>;
}

/** What became of an order. */
export interface Settled {
  readonly status: string;
  readonly history: readonly { readonly status: string; readonly at: string }[];
}

/** The product that each order takes one piece of. */
export const BOUGHT = 'PEN29';

export interface BuyingOptions {
  readonly doors: Doors;
  readonly buyers: number;
  /** Sets these buyers apart from those of another test. */
  readonly run: string;
  /** Milliseconds between two orders of a buyer; none if left out. */
  readonly thinking?: number;
}

/** Has buyers place orders, each one at a time. */
export function buyInARow({ doors, buyers, run, thinking = 0 }: BuyingOptions): Buying {
  const bought: Bought[] = [];
  const placed = Array.from({ length: buyers }, () => 0);
  let stopped = false;
  const all = placed.map(async (_, buyer) => {
    while (!stopped) {
      const order = anOrder([[BOUGHT, 1]], { email: `${run}-${buyer}@example.org` });
      const place = (url: string) => accepted(new Shopper(url, run), `${buyer}-${placed[buyer]}`, order);
      bought.push({ ...(await doors.through(buyer, place)), buyer });
      placed[buyer]!++;
      if (thinking > 0) await pause(thinking);
    }
  });
  const allBought = Promise.all(all);
  allBought.catch(() => (stopped = true));
  return {
    placed,
    stop: async () => {
      stopped = true;
      await allBought;
      return bought;
    },
  };
}

/** How many ask for an order's end at a time. */
const asking = 10;

/** Waits for the end of each order. */
export async function settled(url: string, orders: readonly Bought[]): Promise<readonly Settled[]> {
  const shopper = new Shopper(url, 'settled');
  const left = orders.entries();
  const ends: Settled[] = [];
  const ask = async () => {
    for (const [index, { orderId, receipt }] of left) ends[index] = (await shopper.settled(orderId, receipt)).body as Settled;
  };
  await Promise.all(Array.from({ length: asking }, ask));
  return ends;
}

/** Orders of one buyer that were not executed in the order of their acceptance, each only after the one before had ended. */
export function outOfTurn(orders: readonly Bought[], ends: readonly Settled[]): string[] {
  return orders.flatMap(({ buyer, orderId }, index) => {
    const before = orders.findLastIndex((other, at) => at < index && other.buyer === buyer);
    if (before < 0) return [];
    const [begun, ended] = [ends[index]!.history[1]!.at, ends[before]!.history.at(-1)!.at];
    return ended <= begun ? [] : [`buyer ${buyer}: ${orderId} began at ${begun}, the one before it ended at ${ended}`];
  });
}
