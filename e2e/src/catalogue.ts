import type { Operator } from './operator.ts';

const markets = [
  { id: 'GB', name: 'United Kingdom', currency: 'GBP', priceList: 'gbp' },
  { id: 'DE', name: 'Germany', currency: 'EUR', priceList: 'eur' },
  { id: 'FR', name: 'France', currency: 'EUR', priceList: 'eur' },
  { id: 'JP', name: 'Japan', currency: 'JPY', priceList: 'jpy' },
];

/** So much that shoppers who buy at the same time cannot use it up: who came too late would differ from run to run. */
const PLENTY = 100_000_000;

const product = (sku: string, name: string, brand: string, stock: number, prices: Readonly<Record<string, number>>) => ({
  sku,
  name,
  brand,
  stock,
  prices: Object.entries(prices).map(([priceList, amount]) => ({ priceList, amount })),
});

const products = [
  product('LAMP', 'Desk lamp', 'Lumen', PLENTY, { gbp: 2_499, eur: 2_999, jpy: 4_980 }),
  product('LAMP-XL', 'Floor lamp 100%', 'Lumen', PLENTY, { gbp: 8_900, eur: 9_900 }),
  product('MUG', 'Enamel mug', 'Harbour', PLENTY, { gbp: 899, eur: 999, jpy: 1_580 }),
  product('MUG-RARE', 'Signed mug', 'Harbour', 3, { gbp: 4_900 }),
  product('GIFT', 'Gift card sleeve', 'Harbour', PLENTY, { gbp: 0 }),
  product('SOLD-OUT', 'Last year’s mug', 'Harbour', 0, { gbp: 500 }),
  ...Array.from({ length: 30 }, (_, n) => product(`PEN${String(n).padStart(2, '0')}`, `Pen no. ${n}`, 'Quill', PLENTY, { gbp: 100 + n, eur: 120 + n })),
];

/** A small catalogue in which every way for an order to end can happen. */
export async function bringInCatalogue(operator: Operator): Promise<void> {
  await operator.call('catalog.importMarkets', { markets });
  await operator.call('catalog.importProducts', { products });
}
