import type { catalog } from '@banyan/contracts/catalog';
import type { InputOf, OutputOf } from '@banyan/contracts/define';
import { pageOf, pageStart } from '../domain/page.ts';
import type { Stock } from '../ports/stock.ts';
import { invalidCursor } from '../domain/failures.ts';

type ListStock = typeof catalog.operations.listStock;

/** Pages through the stock of every product, sold anywhere or not. */
export async function listStock(stock: Stock, { cursor, limit }: InputOf<ListStock>): Promise<OutputOf<ListStock>> {
  const after = pageStart(cursor);
  if (after === undefined) throw invalidCursor();
  return pageOf(await stock.levels(after, limit + 1), limit);
}
