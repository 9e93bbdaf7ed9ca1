import type { catalog } from '@banyan/contracts/catalog';
import { type CallContext, decided, type InputOf, type OutputOf } from '@banyan/contracts/define';
import { decideMarketImport } from '../domain/market-import.ts';
import type { Assortment } from '../ports/assortment.ts';
import { heldMarkets } from './held.ts';

type ImportMarkets = typeof catalog.operations.importMarkets;

/** Creates the markets and price lists that are new, unless one conflicts. */
export function importMarkets(assortment: Assortment, input: InputOf<ImportMarkets>, context: CallContext): Promise<OutputOf<ImportMarkets>> {
  return assortment.change(async (change) => {
    const reads = await heldMarkets(change, input.markets);
    const { answer, rows } = decided(decideMarketImport, { input, reads }, context);
    await change.create(rows);
    return answer;
  });
}
