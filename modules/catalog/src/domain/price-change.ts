import type { catalog } from '@banyan/contracts/catalog';
import { rowsBy, type DecisionOf, type InputOf } from '@banyan/contracts/define';
import type { PriceRow } from './assortment-rows.ts';
import { requirePriceLists, requireProducts } from './failures.ts';

type PlanPriceChange = typeof catalog.operations.planPriceChange;

/**
 * Starts prices that differ from the newest ones and keeps the old ones for the instants before. A price that is as wanted
 * already is not a change, so a repeated call changes nothing; of several prices for one product and list the last one counts.
 * @throws {OperationError} `unknownPriceList`, `unknownProduct`
 */
export function decidePriceChange({ input: { prices }, reads }: InputOf<PlanPriceChange>) {
  requirePriceLists(prices, reads.priceLists);
  requireProducts(prices, reads.products);
  const newest = new Map(reads.newest.map((price) => [listingOf(price), price]));
  const wanted = new Map(prices.map((price) => [listingOf(price), price]));
  const started = [...wanted].flatMap(([listing, { priceList, sku, amount }]): PriceRow[] => {
    const before = newest.get(listing);
    return before?.amount === amount ? [] : [{ priceList, sku, validFrom: startAfter(before, reads.now), amount }];
  });
  return {
    answer: { changed: started.length },
    rows: { 'catalog.price': rowsBy(started, 'priceList', 'sku', 'validFrom') },
    messages: {},
  } satisfies DecisionOf<PlanPriceChange>;
}

/** Now, or a millisecond after the newest price where that is later (clocks differ), so that none is written over. */
function startAfter(newest: PriceRow | undefined, now: string): string {
  const earliest = newest?.validFrom ? Date.parse(newest.validFrom) + 1 : -Infinity;
  return new Date(Math.max(Date.parse(now), earliest)).toISOString();
}

function listingOf({ priceList, sku }: { readonly priceList: string; readonly sku: string }): string {
  return `${priceList} ${sku}`;
}
