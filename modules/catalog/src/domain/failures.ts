import type { ImportConflict } from '@banyan/contracts/catalog';
import { OperationError } from '@banyan/contracts/define';

/** The shop does not sell to this market. */
export function unknownMarket(market: string): OperationError {
  return new OperationError('unknownMarket', { market }, `The shop does not sell to '${market}'. Choose one of listMarkets.`);
}

/** The cursor was not given out by this operation. */
export function invalidCursor(): OperationError {
  return new OperationError(
    'invalidCursor',
    {},
    "This cursor was never given out. Leave it out to begin anew, or send 'next' of the last page as it was.",
  );
}

/** @throws {OperationError} `unknownPriceList` with the first price list that is none of those the shop holds */
export function requirePriceLists(prices: readonly { readonly priceList: string }[], held: readonly string[]): void {
  const known = new Set(held);
  const missing = prices.find(({ priceList }) => !known.has(priceList));
  if (!missing) return;
  const { priceList } = missing;
  throw new OperationError(
    'unknownPriceList',
    { priceList },
    `There is no price list '${priceList}'. Import a market that uses it first (importMarkets).`,
  );
}

/** @throws {OperationError} `unknownProduct` with the first product that is none of those the shop holds */
export function requireProducts(prices: readonly { readonly sku: string }[], held: readonly string[]): void {
  const known = new Set(held);
  const missing = prices.find(({ sku }) => !known.has(sku));
  if (!missing) return;
  const { sku } = missing;
  throw new OperationError('unknownProduct', { sku }, `There is no product '${sku}', so no price was changed. Import it first (importProducts).`);
}

/** @throws {OperationError} `importConflict`, if there is any: the import contradicts what the shop holds, or itself */
export function refuseConflicts(conflicts: readonly ImportConflict[]): void {
  const [first, ...others] = conflicts;
  if (!first) return;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  throw new OperationError(
    'importConflict',
    { conflicts },
    `The ${first.kind} '${first.id}' has ${first.field} '${first.held}', not '${first.wanted}'${more}; nothing was imported. ` +
      'Correct what differs or leave it out, and import again.',
  );
}
