import type { OrderLine } from '@banyan/contracts/values';

/** What an order takes from stock: each SKU once, in the order in which stock is always taken. */
export function demandOf(lines: readonly OrderLine[]): OrderLine[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities.keys()].sort().map((sku) => ({ sku, quantity: quantities.get(sku)! }));
}
