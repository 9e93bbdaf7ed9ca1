import type { catalog } from '@banyan/contracts/catalog';
import type { InputOf, OutputOf } from '@banyan/contracts/define';
import { planMarkets } from '../domain/market-import.ts';
import type { Assortment } from '../ports/assortment.ts';
import { refuseConflicts } from './failures.ts';
import { heldMarkets } from './held.ts';

type ImportMarkets = typeof catalog.operations.importMarkets;

/** Creates the markets and price lists that are new, unless one conflicts. */
export function importMarkets(assortment: Assortment, { markets }: InputOf<ImportMarkets>): Promise<OutputOf<ImportMarkets>> {
  return assortment.change(async (change) => {
    const { created, createdPriceLists, unchanged, conflicts } = planMarkets(markets, await heldMarkets(change, markets));
    refuseConflicts(conflicts);
    await change.createMarkets(created, createdPriceLists);
    return { created: created.length, unchanged };
  });
}
