import { publicApi, type AnswerOf } from '@banyan/contracts/public';
import { kept } from './kept.ts';
import type { ShopApi } from './shop-api.ts';

export type Market = AnswerOf<typeof publicApi.listMarkets>['items'][number];
export type Product = AnswerOf<typeof publicApi.getProduct>;
export type ProductPage = AnswerOf<typeof publicApi.listProducts>;

/** What is asked of a market's products. */
export interface ProductsAsked {
  readonly q?: string | undefined;
  readonly brand?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What the shop sells. */
export interface Catalogue {
  markets(): Promise<readonly Market[]>;
  /** The brands of a market by name, of its first products where there are very many. */
  brands(market: string): Promise<readonly string[]>;
  products(market: string, asked: ProductsAsked): Promise<ProductPage>;
  product(market: string, sku: string): Promise<Product>;
}

/** Pages of a hundred products that are looked through for brands. */
const pagesForBrands = 20;

/** The catalogue by way of the shop's API; what shoppers seldom see change is kept for a moment. */
export function catalogue(api: ShopApi): Catalogue {
  const markets = kept<readonly Market[]>({ milliseconds: 30_000, most: 1 });
  const brands = kept<readonly string[]>({ milliseconds: 60_000, most: 100 });
  const page = (market: string, asked: ProductsAsked) => api.ask(publicApi.listProducts, { query: { market, ...asked } });
  return {
    markets: () => markets.get('', async () => (await api.ask(publicApi.listMarkets)).items),
    brands: (market) => brands.get(market, () => brandsIn((cursor) => page(market, { cursor, limit: 100 }))),
    products: page,
    product: (market, sku) => api.ask(publicApi.getProduct, { params: { sku }, query: { market } }),
  };
}

async function brandsIn(page: (cursor: string | undefined) => Promise<ProductPage>): Promise<string[]> {
  const found = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < pagesForBrands; pages++) {
    const { items, next } = await page(cursor);
    for (const { brand } of items) found.add(brand);
    if (next === null) break;
    cursor = next;
  }
  return [...found].sort((one, other) => one.localeCompare(other, 'en'));
}
