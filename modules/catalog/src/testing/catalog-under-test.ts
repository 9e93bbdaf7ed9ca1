import type { Database } from '@banyan/adapter-postgres';
import type { Market, ProductImport } from '@banyan/contracts/catalog';
import { catalog, type CatalogApi } from '@banyan/contracts/catalog';
import { type CallContext, codecOf } from '@banyan/contracts/define';
import { testDatabase } from '@banyan/tools/testing';
import { catalogApi } from '../catalog.api.ts';
import { catalogStores } from '../stores/index.ts';
import { migrations } from '../stores/migrations/index.ts';

/** An operator's call. */
export const context: CallContext = {
  principal: { kind: 'operator', name: 'test' },
  caller: 'test',
  deadline: Number.MAX_SAFE_INTEGER,
  traceparent: '00-00000000000000000000000000000001-0000000000000001-01',
  routeVersion: 1,
};

/** The catalogue on a PostgreSQL database of its own, with a clock that stands until it is set. */
export interface CatalogUnderTest {
  /** Checks each answer against the contract. */
  readonly api: CatalogApi;
  readonly database: Database;
  setClock(instant: string): void;
  close(): Promise<void>;
}

/** Starts an empty catalogue. */
export async function catalogUnderTest(poolSize = 10): Promise<CatalogUnderTest> {
  const { database, close } = await testDatabase('catalog', migrations, { poolSize });
  let clock = new Date('2026-11-01T12:00:00.000Z');
  const implementation = catalogApi({ ...catalogStores(database), now: () => clock });
  const call = async (name: keyof CatalogApi, input: never) => {
    const answer = await implementation[name](input, context);
    const violations = codecOf(catalog.operations[name].output).violations(answer);
    if (violations.length > 0) throw new Error(`catalog.${name} broke its contract: ${JSON.stringify(violations)}`);
    return answer;
  };
  const api = Object.fromEntries(
    Object.keys(implementation).map((name) => [name, (input: never) => call(name as keyof CatalogApi, input)]),
  ) as unknown as CatalogApi;
  return { api, database, close, setClock: (instant) => void (clock = new Date(instant)) };
}

/** Great Britain, Germany and France, where the latter two share a price list. */
export const markets: Market[] = [
  { id: 'GB', name: 'United Kingdom', currency: 'GBP', priceList: 'sterling' },
  { id: 'DE', name: 'Germany', currency: 'EUR', priceList: 'euro' },
  { id: 'FR', name: 'France', currency: 'EUR', priceList: 'euro' },
];

/** A product that costs 255 pence, and is sold in Great Britain only, unless told otherwise. */
export function product(sku: string, changes: Partial<ProductImport> = {}): ProductImport {
  return { sku, name: `Product ${sku}`, brand: 'Hearth', stock: 10, prices: [{ priceList: 'sterling', amount: 255 }], ...changes };
}

/** An order id that ends in the number. */
export function orderId(number: number): string {
  return `ord_${String(number).padStart(23, '0')}`;
}
