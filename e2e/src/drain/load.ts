import { anOrder } from '../stories/orders.ts';
import { KeptClient, type Answered, type Asked } from './client.ts';

/** An order that was accepted. */
export interface Placed {
  readonly key: string;
  readonly orderId: string;
  readonly receipt: string;
}

/** What became of the requests of all shoppers. */
export interface Loaded {
  readonly requests: number;
  /** Everything that was not answered as it should be. */
  readonly failed: readonly Answered[];
  readonly orders: readonly Placed[];
  readonly milliseconds: readonly number[];
}

/** Shoppers who go on until they are stopped. */
export interface Load {
  /** So far. */
  readonly requests: number;
  stop(): Promise<Loaded>;
}

/** The product that each order takes one piece of. */
export const BOUGHT = 'PEN28';

/**
 * Has shoppers look at products, fill carts, order and look at their orders, one request after the other, each over a connection of
 * its own that it keeps. Every shopper takes all requests for good: what fails is not tried again.
 * @param run sets their orders apart from another load's
 */
export function shop(url: string, { shoppers, run }: { readonly shoppers: number; readonly run: string }): Load {
  const failed: Answered[] = [];
  const orders: Placed[] = [];
  const milliseconds: number[] = [];
  let stopped = false;

  async function visit(shopper: number): Promise<void> {
    const client = new KeptClient(`${url}/api/v1`, 1);
    const ask = async (status: number, asked: Asked): Promise<Record<string, string> | undefined> => {
      const answered = await client.ask(asked);
      milliseconds.push(answered.milliseconds);
      if (answered.status === status) return JSON.parse(answered.body) as Record<string, string>;
      failed.push(answered);
      return undefined;
    };
    for (let round = 0; !stopped; round++) {
      await ask(200, { method: 'GET', path: '/products?market=GB&limit=5' });
      const cart = await ask(201, { method: 'POST', path: '/carts' });
      if (cart) await ask(200, { method: 'PUT', path: `/carts/${cart['cartId']}/lines/MUG`, body: { quantity: 2 } });
      const key = `${run}-${shopper}-${round}`.padEnd(16, '.');
      const body = anOrder([[BOUGHT, 1]], { email: `${run}-${shopper}@example.org` });
      const order = await ask(202, { method: 'POST', path: '/orders', headers: { 'idempotency-key': key }, body });
      if (!order) continue;
      orders.push({ key, orderId: order['orderId']!, receipt: order['receipt']! });
      await ask(200, { method: 'GET', path: `/orders/${order['orderId']}`, headers: { authorization: `Bearer ${order['receipt']}` } });
    }
    client.close();
  }

  const all = Promise.all(Array.from({ length: shoppers }, (_, shopper) => visit(shopper)));
  return {
    get requests() {
      return milliseconds.length;
    },
    stop: async () => {
      stopped = true;
      await all;
      return { requests: milliseconds.length, failed, orders, milliseconds };
    },
  };
}
