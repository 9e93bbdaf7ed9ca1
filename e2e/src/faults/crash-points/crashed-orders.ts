import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bringInCatalogue } from '../../catalogue.ts';
import { Operator, sold } from '../../operator.ts';
import { until } from '../../routing/until.ts';
import { Shopper } from '../../shopper.ts';
import { anOrder, type Accepted } from '../../stories/orders.ts';
import type { CrashPoint } from './crash-point.ts';
import { shopWithCrashPoints, type ShopWithCrashPoints } from './shop-with-crash-points.ts';

/** What each order takes one piece of. */
const BOUGHT = 'PEN28';

/** Milliseconds after an order's end in which its last messages are delivered. */
const PASSED_BY = 2_000;

interface Ended extends Accepted {
  readonly at: string;
  readonly as: 'confirmed' | 'cancelled';
}

/** Orders on whose way a host crashes, and what became of them. */
export class CrashedOrders {
  readonly #shop: ShopWithCrashPoints;
  readonly #operator: Operator;
  readonly #orders: Ended[] = [];

  private constructor(shop: ShopWithCrashPoints) {
    this.#shop = shop;
    this.#operator = new Operator(shop.tested.shop);
  }

  static async start(): Promise<CrashedOrders> {
    const crashed = new CrashedOrders(await shopWithCrashPoints());
    await bringInCatalogue(crashed.#operator);
    return crashed;
  }

  discard(): Promise<void> {
    return this.#shop.discard();
  }

  /** Places an order, cancels it if that leads to the point, has the host crash there, and waits for the order's end. */
  async crashAt(point: CrashPoint, number: number): Promise<void> {
    const shopper = new Shopper(this.#shop.tested.shop.publicUrl, `crashed-${number}`);
    const order = (name = 'order') => persist(`${name} ${number} to be accepted`, async () => answered<Accepted>(await shopper.ask('post', '/orders', { key: shopper.key(name), body: anOrder([[BOUGHT, 1]], { email: `crashed-${number}@example.org` }) })));
    if (point.by === 'ordering') return this.#crashWhileOrdering(point, shopper, order);
    const accepted = await order();
    await ended(shopper, accepted, 'confirmed');
    this.#shop.arm(point);
    const cancelled = persist(`order ${number} to be cancelled`, async () => answered(await shopper.ask('post', `/orders/${accepted.orderId}/cancellation`, { bearer: accepted.receipt })));
    this.#orders.push({ ...accepted, at: point.name, as: 'cancelled' });
    await Promise.all([cancelled, this.#shop.crashedAndStarted(point)]);
    await ended(shopper, accepted, 'cancelled');
  }

  /** Whichever host has a message first delivers it, so an order may pass by the point in another host: then there are further ones. */
  async #crashWhileOrdering(point: CrashPoint, shopper: Shopper, order: (name?: string) => Promise<Accepted>): Promise<void> {
    this.#shop.arm(point);
    let isOver = false;
    const crashed = this.#shop.crashedAndStarted(point).finally(() => (isOver = true));
    for (let further = 0; !isOver; further++) {
      const accepted = await order(further === 0 ? undefined : `further-${further}`);
      this.#orders.push({ ...accepted, at: point.name, as: 'confirmed' });
      await ended(shopper, accepted, 'confirmed');
      await Promise.race([crashed, pause(PASSED_BY)]);
    }
    await crashed;
  }

  /** Everything that was not done exactly once, by the payment provider's books and the stock. */
  async notOnce(): Promise<string[]> {
    const text = await readFile(join(this.#shop.tested.folder, 'payments', 'ledger.jsonl'), 'utf8');
    const entries = text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { readonly kind: string; readonly key: string; readonly chargeKey?: string });
    const found: string[] = [];
    for (const { orderId, at, as } of this.#orders) {
      const charges = entries.filter(({ kind, key }) => kind === 'charge' && key === `${orderId}:charge`).length;
      const refunds = entries.filter(({ kind, chargeKey }) => kind === 'refund' && chargeKey === `${orderId}:charge`).length;
      if (charges !== 1) found.push(`${at}: charged ${charges} times`);
      if (refunds !== (as === 'cancelled' ? 1 : 0)) found.push(`${at}: refunded ${refunds} times`);
    }
    const kept = this.#orders.filter(({ as }) => as === 'confirmed').length;
    const pieces = (await sold(this.#operator))[BOUGHT];
    if (pieces !== kept) found.push(`${pieces} pieces are held by ${kept} orders`);
    const charged = entries.filter(({ kind }) => kind === 'charge').length;
    if (charged !== this.#orders.length) found.push(`${charged} charges for ${this.#orders.length} orders`);
    return found;
  }
}

/** What shoppers do whose request was not answered: they send it again, under its key. */
async function persist<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  return until(what, () => ask().catch(() => undefined));
}

function answered<T>({ status, body }: { readonly status: number; readonly body: unknown }): T | undefined {
  return status === 202 ? (body as T) : undefined;
}

async function ended(shopper: Shopper, { orderId, receipt }: Accepted, as: Ended['as']): Promise<void> {
  await until(`${orderId} to be ${as}`, async () => {
    const answer = await shopper.ask('get', `/orders/${orderId}`, { bearer: receipt }).catch(() => undefined);
    const { status, stale } = (answer?.body ?? {}) as { readonly status?: string; readonly stale?: boolean };
    return status === as && !stale;
  });
}
