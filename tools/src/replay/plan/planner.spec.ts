import { describe, expect, it } from '@jest/globals';
import type { InvoiceLine } from '../file/invoice-line.ts';
import { lineOf } from '../testing/line.ts';
import { planMistakes } from './plan-mistakes.ts';
import { Planner } from './planner.ts';
import { exactStock, type StockFactor } from './stock-factor.ts';

function planOf(lines: readonly Partial<InvoiceLine>[], stock: StockFactor = exactStock) {
  const planner = new Planner();
  for (const line of lines) planner.add(lineOf(line));
  return planner.plan(stock);
}

describe('the plan of a replay', () => {
  it('counts all invoices, and the lines that it leaves out', () => {
    const plan = planOf([{ invoice: '1' }, { invoice: 'C2', quantity: -6 }, { invoice: '3', stockCode: 'POST' }, { invoice: '3', price: 0 }]);
    expect(plan).toMatchObject({ invoices: 3, leftOut: { cancellation: 1, noGoods: 1, quantity: 0, price: 1 } });
    expect(plan.orders.map(({ invoice }) => invoice)).toEqual(['1']);
  });

  it('adds up the lines of an invoice with the same SKU, in whichever case it is written', () => {
    const { orders } = planOf([{ stockCode: '15056bl', quantity: 2 }, { stockCode: '85123A', quantity: 1 }, { stockCode: '15056BL', quantity: 3 }]);
    expect(orders.map(({ lines }) => lines)).toEqual([[{ sku: '15056BL', quantity: 5 }, { sku: '85123A', quantity: 1 }]]);
  });

  it('plays by time, then by invoice number; an invoice is as old as its earliest line', () => {
    const { orders } = planOf([
      { invoice: '4', time: '2010-12-01 09:00:00' },
      { invoice: '3', time: '2010-12-01 09:00:00' },
      { invoice: '5', time: '2010-12-01 09:01:00' },
      { invoice: '5', time: '2010-12-01 08:59:00' },
    ]);
    expect(orders.map(({ invoice, time }) => [invoice, time])).toEqual([
      ['5', '2010-12-01 08:59:00'],
      ['3', '2010-12-01 09:00:00'],
      ['4', '2010-12-01 09:00:00'],
    ]);
  });

  it('prices a product at its most frequent price, of equals the lowest, and ignores lines that are left out', () => {
    const { products } = planOf([{ price: 3 }, { price: 2.55 }, { price: 2.55 }, { price: 9, quantity: -1 }, { price: 9, quantity: -1 }, { price: 9, invoice: 'C1' }]);
    expect(products.map(({ prices }) => prices)).toEqual([[{ priceList: 'gbp', amount: 255 }]]);
    expect(planOf([{ price: 3 }, { price: 2 }]).products[0]?.prices).toEqual([{ priceList: 'gbp', amount: 200 }]);
  });

  it('stocks what the kept lines sell times the factor, rounded down', () => {
    const lines = [{ quantity: 6 }, { quantity: 5 }, { quantity: 100, price: 0 }];
    expect(planOf(lines).products[0]?.stock).toBe(11);
    expect(planOf(lines, { numerator: 1, denominator: 2 }).products[0]?.stock).toBe(5);
  });

  it('names a product by its most frequent description, and its brand by the first word of that', () => {
    const named = planOf([{ description: 'RED MUG' }, { description: 'RED MUG' }, { description: 'mug, chipped' }, { description: '' }, { description: '' }, { description: '' }]);
    expect(named.products[0]).toMatchObject({ name: 'RED MUG', brand: 'RED' });
    expect(planOf([{ description: '' }]).products[0]).toMatchObject({ sku: '85123A', name: '85123A', brand: 'Unbranded' });
    expect(planOf([{ description: 'X'.repeat(300) }]).products[0]?.name).toHaveLength(200);
  });

  it('has a market for each country, all with one price list, and lists each customer once', () => {
    const plan = planOf([{ invoice: '1' }, { invoice: '2', country: 'EIRE' }, { invoice: '3', customer: undefined }]);
    expect(plan.markets).toEqual([
      { id: 'GB', name: 'United Kingdom', currency: 'GBP', priceList: 'gbp' },
      { id: 'IE', name: 'EIRE', currency: 'GBP', priceList: 'gbp' },
    ]);
    expect(plan.customers).toEqual(['17850']);
    expect(plan.orders.map(({ customer }) => customer)).toEqual(['17850', '17850', undefined]);
  });

  it('has a price list for each currency, priced from the lines in it', () => {
    const plan = planOf([{ invoice: '1' }, { invoice: '2', country: 'Japan', currency: 'JPY', price: 484 }]);
    expect(plan.products[0]?.prices).toEqual([{ priceList: 'gbp', amount: 255 }, { priceList: 'jpy', amount: 484 }]);
    expect(plan.markets.map(({ id, priceList }) => [id, priceList])).toEqual([['GB', 'gbp'], ['JP', 'jpy']]);
  });
});

describe('what no shop would take', () => {
  it('is nothing in an ordinary plan', () => {
    expect(planMistakes(planOf([{}, { stockCode: '85123 A' }]))).toEqual([]);
  });

  it.each([
    ['a stock code out of form', { stockCode: '85123/A' }, "Stock code '85123/A' does not fit a shop: /sku"],
    ['too many of a product', { quantity: 100_001 }, 'Invoice 536365 does not fit a shop: /0/quantity must be <= 100000.'],
    ['a country without a letter', { country: '??' }, "Country '??' does not fit a shop: /id"],
  ])('%s is named with the place in the file', (_what, differs, mistake) => {
    expect(planMistakes(planOf([differs]))).toContainEqual(expect.stringContaining(mistake));
  });

  it('is a market in two currencies, and a file without a single order', () => {
    expect(planMistakes(planOf([{ invoice: '1' }, { invoice: '2', currency: 'EUR' }]))).toEqual([expect.stringContaining('Invoice 2 is in EUR, but earlier ones of market GB are in GBP')]);
    expect(planMistakes(planOf([{ price: 0 }]))).toEqual([expect.stringContaining('No line of the file can be played')]);
  });
});
