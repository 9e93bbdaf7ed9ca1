import { codecOf } from '@banyan/contracts/define';
import { Sku } from '@banyan/contracts/values';

const skuCodec = codecOf(Sku);

/**
 * A page of a list ordered by SKU, and the cursor that leads to the next; null on the last page.
 * @param found one more than `limit` if there are more
 */
export function pageOf<T extends { readonly sku: string }>(found: readonly T[], limit: number): { items: T[]; next: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && found.length > limit ? cursorAfter(last.sku) : null };
}

/** The SKU that a page's items follow; empty for the first page, undefined if {@link pageOf} did not give the cursor. */
export function pageStart(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return '';
  const sku = Buffer.from(cursor, 'base64url').toString();
  return skuCodec.check(sku) && cursorAfter(sku) === cursor ? sku : undefined;
}

function cursorAfter(sku: string): string {
  return Buffer.from(sku).toString('base64url');
}
