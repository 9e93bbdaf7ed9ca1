import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { startFurtherHost, type FurtherHost, type FurtherHostSpec, type Placement } from '@banyan/tools/start';
import { Client } from 'pg';
import { bringInCatalogue } from '../catalogue.ts';
import { Operator } from '../operator.ts';
import { shopUnderTest, type ShopUnderTest } from '../shop-under-test.ts';
import { RouteOperator } from './route-operator.ts';

/** A shop with hosts for orders and catalog, and everything at home until somebody changes that. */
export interface LiveShop extends ShopUnderTest {
  readonly operator: Operator;
  readonly routes: RouteOperator;
  /** How many instances of each host there are. */
  readonly instances: Readonly<Record<'monolith' | 'orders' | 'catalog', number>>;
  /** Takes everything home, and waits until every instance has followed. */
  allAtHome(): Promise<void>;
  /** A further instance of a host; it is stopped with the shop. */
  further(spec: Omit<FurtherHostSpec, 'data'>): Promise<FurtherHost>;
  /** Asks the database of a schema, with its own login. */
  query<Row extends object>(schema: 'orders' | 'routing', statement: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Starts one. @param settings environment variables besides those of this process */
export async function liveShop(settings: Readonly<Record<string, string>> = {}, placement: Pick<Placement, 'candidates'> = {}): Promise<LiveShop> {
  const tested = await shopUnderTest({ split: ['orders', 'catalog'], via: 'http', replies: 'http', ...placement }, settings);
  const more = new Set<FurtherHost>();
  const instances = { monolith: 1, orders: 1, catalog: 1 };
  const discard = async () => {
    await Promise.all([...more].map((host) => host.stop()));
    await tested.discard();
  };
  try {
    const { shop, folder } = tested;
    const routes = new RouteOperator(shop, 'Ada');
    const operator = new Operator(shop);
    await bringInCatalogue(operator);
    const allAtHome = async () => {
      await routes.set('catalog.*', { kind: 'local' });
      const { version } = await routes.set('orders.*', { kind: 'local' });
      await routes.followed(version, instances);
    };
    await allAtHome();
    return {
      ...tested,
      get shop() {
        return tested.shop;
      },
      operator,
      routes,
      instances,
      allAtHome,
      discard,
      further: async (spec: Omit<FurtherHostSpec, 'data'>) => {
        const started = await startFurtherHost({ data: folder, ...spec });
        const { stop } = started;
        const host = {
          ...started,
          stop: async () => {
            if (!more.delete(host)) return;
            instances[spec.host]--;
            await stop();
          },
        };
        more.add(host);
        instances[spec.host]++;
        return host;
      },
      query: <Row extends object>(schema: string, statement: string, values?: readonly unknown[]) => ask<Row>(folder, schema, statement, values),
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function ask<Row extends object>(folder: string, schema: string, statement: string, values: readonly unknown[] = []): Promise<Row[]> {
  const environment = parseEnv(await readFile(join(folder, 'environments', 'monolith.env'), 'utf8'));
  const client = new Client({ connectionString: environment[`${schema.toUpperCase()}_DATABASE_URL`] });
  await client.connect();
  try {
    return (await client.query<Row>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}
