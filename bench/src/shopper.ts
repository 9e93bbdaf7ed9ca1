import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Pool } from 'undici';
import { bringInAssortment, orderNo } from './assortment.ts';
import type { StartedShop } from './started-shop.ts';

interface Accepted {
  readonly orderId: string;
  readonly receipt: string;
}

/** What a database counts of its work. */
export interface DatabaseTotals {
  readonly commits: number;
  /** Bytes of its write-ahead log. */
  readonly walBytes: number;
  /** Calls and events that inboxes have received. */
  readonly messages: number;
}

/** Milliseconds after which orders that are not confirmed are given up. */
const patience = 60_000;

/** Orders from a shop over its public API, and sees how far it has come. */
export class Shopper {
  readonly #http: Pool;
  readonly #checkout: pg.Client;
  #placed = 0;

  private constructor(publicUrl: string, checkout: pg.Client) {
    this.#http = new Pool(publicUrl, { connections: 64 });
    this.#checkout = checkout;
  }

  /** Fills the catalogue first. */
  static async at({ shop, folder }: StartedShop): Promise<Shopper> {
    await bringInAssortment(shop);
    const environment = readFileSync(join(folder, 'environments', 'monolith.env'), 'utf8');
    const checkout = new pg.Client(/^CHECKOUT_DATABASE_URL=(.+)$/m.exec(environment)![1]);
    // A shop that is broken off cuts the connection; whoever asks then hears of it from the question.
    checkout.on('error', () => undefined);
    await checkout.connect();
    return new Shopper(shop.publicUrl, checkout);
  }

  /** Places the next order. @param lines one to three where left out @throws {Error} unless it is accepted */
  async place(lines?: number): Promise<Accepted> {
    const n = this.#placed++;
    const { statusCode, body } = await this.#http.request({
      method: 'POST',
      path: '/api/v1/orders',
      headers: { 'content-type': 'application/json', 'idempotency-key': `bench-order-${String(n).padStart(8, '0')}` },
      body: JSON.stringify(orderNo(n, lines)),
    });
    const text = await body.text();
    if (statusCode !== 202) throw new Error(`Order ${n} was answered with ${statusCode}: ${text}`);
    return JSON.parse(text) as Accepted;
  }

  /** Looks at a page of products. @throws {Error} unless it is shown */
  async look(products: number): Promise<void> {
    const { statusCode, body } = await this.#http.request({ method: 'GET', path: `/api/v1/products?market=GB&limit=${products}` });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`A page of products was answered with ${statusCode}: ${text}`);
  }

  /** Resolves once the shop says that this order is confirmed. */
  async untilConfirmed({ orderId, receipt }: Accepted): Promise<void> {
    const headers = { authorization: `Bearer ${receipt}` };
    await until(async () => {
      const { body } = await this.#http.request({ method: 'GET', path: `/api/v1/orders/${orderId}`, headers });
      return ((await body.json()) as { status: string }).status === 'confirmed';
    }, 5);
  }

  /**
   * When checkout heard that the last of all orders placed is confirmed, in milliseconds since the epoch. Waits for
   * it by asking its database, and seldom, so that the shop is not kept busy by it.
   */
  async allConfirmed(): Promise<number> {
    let last = 0;
    await until(async () => {
      const { rows } = await this.#checkout.query<{ confirmed: number; last: Date | null }>(
        "SELECT count(*)::int AS confirmed, max(recorded_at) AS last FROM checkout.order_state WHERE status = 'confirmed'",
      );
      last = rows[0]!.last?.getTime() ?? 0;
      return rows[0]!.confirmed === this.#placed;
    }, 250);
    return last;
  }

  /** What the database has done since it was set up. */
  async databaseTotals(): Promise<DatabaseTotals> {
    const { rows } = await this.#checkout.query<DatabaseTotals>(
      `SELECT (SELECT xact_commit::int FROM pg_stat_database WHERE datname = current_database()) AS commits,
              pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS "walBytes",
              (SELECT sum(n_tup_ins)::int FROM pg_stat_all_tables WHERE relname = 'inbox_entry') AS messages`,
    );
    return rows[0]!;
  }

  async close(): Promise<void> {
    await Promise.all([this.#http.close(), this.#checkout.end()]);
  }
}

async function until(reached: () => Promise<boolean>, everyMs: number): Promise<void> {
  const giveUp = Date.now() + patience;
  while (!(await reached())) {
    if (Date.now() > giveUp) throw new Error(`Orders were not confirmed within ${patience / 1_000} s.`);
    await pause(everyMs);
  }
}
