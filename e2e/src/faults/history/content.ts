import { createHash } from 'node:crypto';
import { MarketId, OrderLine } from '@banyan/contracts/values';
import { Type, type Static } from 'typebox';

/** What an order is of: each SKU once, in the order of their characters; a digest where the lines are too many for one event. */
export const Content = Type.Union([
  Type.Object({ market: MarketId, lines: Type.Array(OrderLine) }),
  Type.Object({ market: MarketId, digest: Type.String() }),
]);
export type Content = Static<typeof Content>;

/** The lines that an event has room for. */
const mostLines = 40;

/** The content of an order as it is recorded. */
export function contentOf(market: string, lines: readonly OrderLine[]): Content {
  const demand = demandOf(lines);
  return demand.length <= mostLines ? { market, lines: demand } : { market, digest: digestOf(lines) };
}

/** Says whether an order with these lines is what was asked for. */
export function isOf(content: Content, market: string, lines: readonly OrderLine[]): boolean {
  if (content.market !== market) return false;
  return 'lines' in content ? textOf(content.lines) === textOf(lines) : content.digest === digestOf(lines);
}

/** The lines with each SKU once, quantities added up, sorted by SKU. */
export function demandOf(lines: readonly OrderLine[]): OrderLine[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities.keys()].sort().map((sku) => ({ sku, quantity: quantities.get(sku)! }));
}

function textOf(lines: readonly OrderLine[]): string {
  return demandOf(lines)
    .map(({ sku, quantity }) => `${sku} ${quantity}`)
    .join('\n');
}

function digestOf(lines: readonly OrderLine[]): string {
  return createHash('sha256').update(textOf(lines)).digest('base64url');
}
