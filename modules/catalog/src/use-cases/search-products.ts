import type { catalog } from '@banyan/contracts/catalog';
import type { InputOf, OutputOf } from '@banyan/contracts/define';
import { pageOf, pageStart } from '../domain/page.ts';
import { withoutCase } from '../domain/search-text.ts';
import type { Products } from '../ports/products.ts';
import { invalidCursor, unknownMarket } from '../domain/failures.ts';

type SearchProducts = typeof catalog.operations.searchProducts;

/** Pages through a market's products by SKU, so that products that come and go meanwhile repeat or hide no other. */
export async function searchProducts(
  products: Products,
  { market, q, brand, cursor, limit }: InputOf<SearchProducts>,
): Promise<OutputOf<SearchProducts>> {
  const after = pageStart(cursor);
  if (after === undefined) throw invalidCursor();
  const text = q === undefined ? undefined : withoutCase(q);
  const found = await products.search({ market, text, brand, after, limit: limit + 1 });
  if (found === 'unknownMarket') throw unknownMarket(market);
  return pageOf(found, limit);
}
