import type { catalog, ImportConflict, Market, PriceList } from '@banyan/contracts/catalog';
import { rowsBy, type DecisionOf, type InputOf } from '@banyan/contracts/define';
import { refuseConflicts } from './failures.ts';
import { planImport, type Described, type ImportPlan } from './import-plan.ts';

type PlanMarketImport = typeof catalog.operations.planMarketImport;

/** An {@link ImportPlan} of markets, with the price lists that come into being with them. */
export interface MarketImportPlan extends ImportPlan<Market> {
  readonly createdPriceLists: readonly PriceList[];
}

/**
 * Creates the markets and price lists that are new, unless one conflicts.
 * @throws {OperationError} `importConflict`
 */
export function decideMarketImport({ input: { markets }, reads }: InputOf<PlanMarketImport>) {
  const { created, createdPriceLists, unchanged, conflicts } = planMarkets(markets, reads);
  refuseConflicts(conflicts);
  return {
    answer: { created: created.length, unchanged },
    rows: {
      'catalog.price_list': rowsBy(createdPriceLists, 'id'),
      'catalog.market': rowsBy(created.map(({ id, name, priceList }) => ({ id, name, priceList })), 'id'),
    },
    messages: {},
  } satisfies DecisionOf<PlanMarketImport>;
}

/** Compares wanted markets with held ones; a price list has one currency, whichever market names it. */
export function planMarkets(
  wanted: readonly Market[],
  held: { readonly markets: readonly Market[]; readonly priceLists: readonly PriceList[] },
): MarketImportPlan {
  const plan = planImport(wanted, held.markets, describeMarket);
  const currencies = new Map(held.priceLists.map(({ id, currency }) => [id, currency]));
  const createdPriceLists: PriceList[] = [];
  const conflicts: ImportConflict[] = [...plan.conflicts];
  for (const { id, currency, priceList } of plan.created) {
    const before = currencies.get(priceList);
    if (before === undefined) {
      currencies.set(priceList, currency);
      createdPriceLists.push({ id: priceList, currency });
    } else if (before !== currency) {
      conflicts.push({ kind: 'market', id, field: 'currency', held: before, wanted: currency });
    }
  }
  return { ...plan, conflicts, createdPriceLists };
}

function describeMarket({ id, name, currency, priceList }: Market): Described {
  return { kind: 'market', id, fields: new Map(Object.entries({ name, currency, priceList })) };
}
