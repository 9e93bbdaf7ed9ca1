import type { OrderLine } from '@banyan/contracts/values';

/** The lines with each SKU once, where it first stands, its quantities added up. */
export function addedUp(lines: readonly OrderLine[]): OrderLine[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}
