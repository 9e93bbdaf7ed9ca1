import type { catalog } from '@banyan/contracts/catalog';
import type { InputOf, OutputOf } from '@banyan/contracts/define';
import { quoteOf } from '../domain/quote.ts';
import type { Products } from '../ports/products.ts';

type Quote = typeof catalog.operations.quote;

/** Prices an order's lines as of an instant; an unknown market sells nothing. */
export async function quote(products: Products, { market, at, lines }: InputOf<Quote>): Promise<OutputOf<Quote>> {
  const skus = lines.map(({ sku }) => sku);
  return quoteOf(lines, await products.offers(market, at, skus));
}
