import type { AnswerOf, publicApi } from '@banyan/contracts/public';
import { API_PREFIX } from '@banyan/contracts/public';
import { Pool } from 'undici';

/** Milliseconds in which an answer must begin, and then go on. */
const timeout = 15_000;

/** A product in one of its markets. */
export interface Shown {
  readonly sku: string;
  readonly market: string;
}

/** The products of a shop as people browse them. Each call fails unless it is answered with 200 and the prices that were seen before. */
export class ShopWindow {
  readonly #pool: Pool;
  readonly #prices = new Map<string, number>();

  constructor(url: string) {
    this.#pool = new Pool(url, { connections: 48, headersTimeout: timeout, bodyTimeout: timeout });
  }

  async look({ sku, market }: Shown): Promise<void> {
    const product = (await this.#get(`/products/${encodeURIComponent(sku)}?market=${market}`)) as AnswerOf<typeof publicApi.getProduct>;
    this.#compare(market, product);
  }

  async leaf({ market }: Pick<Shown, 'market'>): Promise<void> {
    const { items } = (await this.#get(`/products?market=${market}&limit=10`)) as AnswerOf<typeof publicApi.listProducts>;
    for (const product of items) this.#compare(market, product);
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** Nobody changes a price during a demo. */
  #compare(market: string, { sku, price }: AnswerOf<typeof publicApi.getProduct>): void {
    const key = `${market} ${sku}`;
    const before = this.#prices.get(key) ?? price.amount;
    this.#prices.set(key, before);
    if (price.amount !== before) throw new Error(`A shopper saw ${sku} at ${price.amount} in ${market}, and at ${before} before.`);
  }

  async #get(path: string): Promise<unknown> {
    const { statusCode, body } = await this.#pool.request({ method: 'GET', path: `${API_PREFIX}${path}` });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`${path} was answered with ${statusCode}: ${text.slice(0, 200)}`);
    return JSON.parse(text) as unknown;
  }
}
