import type { catalog } from '@banyan/contracts/catalog';
import { type CallContext, decided, type InputOf, type OutputOf } from '@banyan/contracts/define';
import { decidePriceChange } from '../domain/price-change.ts';
import type { Assortment, HeldAssortment } from '../ports/assortment.ts';

type ChangePrices = typeof catalog.operations.changePrices;
type Reads = InputOf<typeof catalog.operations.planPriceChange>['reads'];

/** Starts new prices now and keeps the old ones for the instants before. */
export function changePrices(
  assortment: Assortment,
  now: () => Date,
  input: InputOf<ChangePrices>,
  context: CallContext,
): Promise<OutputOf<ChangePrices>> {
  return assortment.change(async (change) => {
    const reads = await readsFor(input, change, now());
    const { answer, rows } = decided(decidePriceChange, { input, reads }, context);
    await change.create(rows);
    return answer;
  });
}

async function readsFor({ prices }: InputOf<ChangePrices>, held: HeldAssortment, now: Date): Promise<Reads> {
  const priceLists = await held.priceLists(prices.map(({ priceList }) => priceList));
  const products = await held.products(prices.map(({ sku }) => sku));
  return {
    now: now.toISOString(),
    priceLists: priceLists.map(({ id }) => id),
    products: products.map(({ sku }) => sku),
    newest: await held.newestPrices(prices),
  };
}
