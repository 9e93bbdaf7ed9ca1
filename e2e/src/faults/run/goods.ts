import type { Money, OrderLine } from '@banyan/contracts/values';
import type { Operator } from '../../operator.ts';

const currencies = { GB: 'GBP', DE: 'EUR' } as const;
export type Market = keyof typeof currencies;

/** Something that the shop of a run sells. */
interface Good {
  readonly sku: string;
  readonly stock: number;
  /** In minor units, by market; not sold where it is left out. */
  readonly price: Readonly<Partial<Record<Market, number>>>;
}

const PLENTY = 1_000_000;

/** So many pieces of it that a run may sell them all. */
export const SCARCE = { sku: 'SCARCE', stock: 25 } as const;

/** What everybody wants in a run with a hot product. */
export const HOT = 'HOT';

const goods: readonly Good[] = [
  { sku: 'MUG', stock: PLENTY, price: { GB: 899, DE: 999 } },
  { sku: 'LAMP', stock: PLENTY, price: { GB: 2_499, DE: 2_999 } },
  { sku: 'PEN', stock: PLENTY, price: { GB: 120, DE: 140 } },
  { sku: 'GIFT', stock: PLENTY, price: { GB: 0 } },
  { sku: HOT, stock: PLENTY, price: { GB: 1_500, DE: 1_700 } },
  { ...SCARCE, price: { GB: 4_900, DE: 5_500 } },
  { sku: 'GONE', stock: 0, price: { GB: 500, DE: 600 } },
];

/** The products that there are always enough of. */
export const plenty = ['MUG', 'LAMP', 'PEN', HOT];

/** Brings everything that is sold in runs into a shop. */
export async function bringInGoods(operator: Operator): Promise<void> {
  await operator.call('catalog.importMarkets', { markets: Object.entries(currencies).map(([id, currency]) => ({ id, name: id, currency, priceList: id.toLowerCase() })) });
  const products = goods.map(({ sku, stock, price }) => ({
    sku,
    name: sku,
    brand: 'Faults',
    stock,
    prices: Object.entries(price).map(([market, amount]) => ({ priceList: market.toLowerCase(), amount })),
  }));
  await operator.call('catalog.importProducts', { products });
}

/** What lines cost, as a shopper sees it; undefined if the market does not sell one of them. */
export function totalOf(market: Market, lines: readonly OrderLine[]): Money | undefined {
  const prices = lines.map(({ sku }) => goods.find((good) => good.sku === sku)?.price[market]);
  if (prices.some((price) => price === undefined)) return undefined;
  return { amount: lines.reduce((sum, { quantity }, index) => sum + quantity * prices[index]!, 0), currency: currencies[market] };
}
