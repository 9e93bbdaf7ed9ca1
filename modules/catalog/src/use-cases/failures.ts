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

/** No market uses this price list. */
export function unknownPriceList(priceList: string): OperationError {
  return new OperationError(
    'unknownPriceList',
    { priceList },
    `There is no price list '${priceList}'. Import a market that uses it first (importMarkets).`,
  );
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
