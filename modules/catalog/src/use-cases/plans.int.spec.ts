import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { catalog } from '@banyan/contracts/catalog';
import { codecOf, hearingOfPlan, type Recorded } from '@banyan/contracts/define';
import { catalogApi } from '../catalog.api.ts';
import type { CatalogPorts } from '../ports/catalog-ports.ts';
import { catalogStores } from '../stores/index.ts';
import { catalogUnderTest, type CatalogUnderTest, context, markets, product } from '../testing/catalog-under-test.ts';

let shop: CatalogUnderTest;
beforeEach(async () => {
  shop = await catalogUnderTest();
});
afterEach(() => shop.close());

/** A catalogue that has no database: whoever asks for one fails. */
const elsewhere = catalogApi(
  new Proxy({} as CatalogPorts, {
    get: (_, port) => {
      if (port === 'now') return () => new Date(0);
      return new Proxy({}, { get: (_ports, method) => () => Promise.reject(new Error(`${String(port)}.${String(method)} was asked.`)) });
    },
  }),
);

const writes = {
  importMarkets: { planner: 'planMarketImport', input: { markets } },
  importProducts: { planner: 'planProductImport', input: { products: [product('MUG'), product('JUG', { prices: [] })] } },
  changePrices: { planner: 'planPriceChange', input: { prices: [{ priceList: 'sterling', sku: 'MUG', amount: 300 }, { priceList: 'euro', sku: 'MUG', amount: 400 }] } },
} as const;
type Write = keyof typeof writes;
const inOrder = Object.keys(writes) as Write[];

/** Does a write. @returns what it told, and what it ended with */
async function done(write: Write, input: unknown): Promise<Recorded & { readonly ended: unknown }> {
  let told: Recorded | undefined;
  const api = catalogApi({ ...catalogStores(shop.database), now: () => new Date('2026-11-01T12:00:00.000Z') });
  const watched = hearingOfPlan(context, (recorded) => (told = recorded));
  const ended = await api[write](input as never, watched).catch(({ code, data }: { code: string; data: unknown }) => ({ error: { code, data } }));
  if (!told) throw new Error(`${write} told no plan.`);
  return { ...told, ended };
}

/** What each table holds, by column as plans have them. */
async function held(): Promise<Record<string, unknown[]>> {
  const statements = {
    'catalog.price_list': 'SELECT id, currency FROM catalog.price_list',
    'catalog.market': 'SELECT id, name, price_list AS "priceList" FROM catalog.market',
    'catalog.brand': 'SELECT name FROM catalog.brand',
    'catalog.product': 'SELECT sku, name, brand, search_text AS "searchText" FROM catalog.product',
    'catalog.stock': 'SELECT sku, initial FROM catalog.stock WHERE on_hand = initial',
    'catalog.price': `SELECT price_list AS "priceList", sku, nullif(valid_from, '-infinity') AS "validFrom", amount FROM catalog.price`,
  };
  const tables = Object.entries(statements).map(async ([table, statement]) => [table, (await shop.database.query(statement)).map((row) => JSON.stringify(row))] as const);
  return Object.fromEntries(await Promise.all(tables));
}

describe.each(inOrder)('%s', (write) => {
  const { planner, input } = writes[write];
  const before = async () => {
    for (const earlier of inOrder.slice(0, inOrder.indexOf(write))) await done(earlier, writes[earlier].input);
  };

  it('creates the rows of its plan, and no other', async () => {
    await before();
    const was = await held();
    const { plan, ended } = await done(write, input);
    const created = Object.entries(await held()).map(([table, rows]) => [table, rows.filter((row) => !was[table]!.includes(row))] as const);
    const planned = Object.entries(plan.rows).map(([table, rows]) => [table, Object.values(rows!).map((row) => JSON.stringify(row))] as const);
    expect(planned.length).toBeGreaterThan(0);
    const sorted = (tables: typeof created) => tables.filter(([, rows]) => rows.length > 0).map(([table, rows]) => [table, rows.toSorted()]);
    expect(sorted(created)).toEqual(sorted(planned));
    expect(ended).toEqual(plan.answer);
    expect(codecOf(catalog.operations[planner].output).violations(plan)).toEqual([]);
  });

  it('is decided alike by whoever has what was read, and no database', async () => {
    await before();
    const { reads, plan } = await done(write, input);
    const asked = { input, reads };
    expect(codecOf(catalog.operations[planner].input).violations(asked)).toEqual([]);
    expect(await elsewhere[planner](asked as never, context)).toEqual(plan);
  });

  it('plans nothing where all is there already', async () => {
    await before();
    await done(write, input);
    expect((await done(write, input)).plan).toMatchObject({ rows: {}, messages: {} });
  });
});

it('a refusal is told as a plan that writes nothing', async () => {
  await done('importMarkets', writes.importMarkets.input);
  const { plan, reads, ended } = await done('changePrices', { prices: [{ priceList: 'sterling', sku: 'NONE', amount: 1 }] });
  expect(plan).toEqual({ answer: { error: { code: 'unknownProduct', data: { sku: 'NONE' } } }, rows: {}, messages: {} });
  expect(ended).toEqual(plan.answer);
  expect(await elsewhere.planPriceChange({ input: { prices: [{ priceList: 'sterling', sku: 'NONE', amount: 1 }] }, reads } as never, context)).toEqual(plan);
});
