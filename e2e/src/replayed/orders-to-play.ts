import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateFile, planOf, type Plan, type StockFactor } from '@banyan/tools/replay';

const seed = Number(process.env['BANYAN_SEED'] ?? 20_261_129);

/**
 * The orders that proofs and drills play: those of the file that is named, for proofs by `npm run proofs -- --orders`, else generated ones.
 * @param given.orders how many are generated; 300 if left out
 */
export async function ordersToPlay(stock: StockFactor, { named = process.env['BANYAN_ORDERS'], orders = 300 }: { readonly named?: string | undefined; readonly orders?: number } = {}): Promise<Plan> {
  if (named !== undefined) return planOf({ file: named, stock });
  const folder = await mkdtemp(join(tmpdir(), 'banyan-orders-'));
  try {
    const file = join(folder, 'orders.csv.gz');
    await generateFile({ out: file, orders, seed, currencies: true });
    return await planOf({ file, stock });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What all orders of a plan come to if each is confirmed, by country: pieces, and money in minor units. */
export function soldBy({ orders, products, markets }: Plan): { readonly units: Readonly<Record<string, number>>; readonly revenue: Readonly<Record<string, number>> } {
  const listOf = new Map(markets.map(({ id, priceList }) => [id, priceList]));
  const priceOf = new Map(products.flatMap(({ sku, prices }) => prices.map(({ priceList, amount }) => [`${priceList} ${sku}`, amount] as const)));
  const [units, revenue]: Record<string, number>[] = [{}, {}];
  for (const { country, market, lines } of orders) {
    for (const { sku, quantity } of lines) {
      units![country] = (units![country] ?? 0) + quantity;
      revenue![country] = (revenue![country] ?? 0) + quantity * priceOf.get(`${listOf.get(market)} ${sku}`)!;
    }
  }
  return { units: units!, revenue: revenue! };
}
