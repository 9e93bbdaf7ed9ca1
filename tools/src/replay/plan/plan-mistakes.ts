import type { TSchema } from 'typebox';
import { Market, ProductImport } from '@banyan/contracts/catalog';
import { codecOf } from '@banyan/contracts/define';
import { OrderLines } from '@banyan/contracts/values';
import type { Plan, PlannedOrder } from './plan.ts';

/** What of a plan no shop would take, with where it comes from; empty if all of it can be played. */
export function planMistakes({ markets, products, orders }: Plan): string[] {
  if (orders.length === 0) return ['No line of the file can be played: all are cancellations, no goods, or have no positive quantity and price.'];
  return [
    ...markets.flatMap((market) => misfits(Market, market, `Country '${market.name}'`)),
    ...products.flatMap((product) => misfits(ProductImport, product, `Stock code '${product.sku}'`)),
    ...orders.flatMap((order) => [
      ...misfits(OrderLines, order.lines, `Invoice ${order.invoice}`),
      ...mixedCurrencies(order, markets),
    ]),
  ];
}

function misfits(schema: TSchema, value: unknown, what: string): string[] {
  const codec = codecOf(schema);
  if (codec.check(value)) return [];
  return codec.violations(value).map(({ pointer, message }) => `${what} does not fit a shop: ${pointer} ${message}.`);
}

function mixedCurrencies({ invoice, market, currency }: PlannedOrder, markets: Plan['markets']): string[] {
  const held = markets.find(({ id }) => id === market)?.currency;
  return held === currency ? [] : [`Invoice ${invoice} is in ${currency}, but earlier ones of market ${market} are in ${held}: a market has one currency.`];
}
