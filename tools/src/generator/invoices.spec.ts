import { describe, expect, it } from '@jest/globals';
import { cellsUnder, columns, currencyColumn } from '../replay/file/columns.ts';
import { readLine } from '../replay/file/invoice-line.ts';
import { planMistakes } from '../replay/plan/plan-mistakes.ts';
import { Planner } from '../replay/plan/planner.ts';
import { exactStock } from '../replay/plan/stock-factor.ts';
import { generateRows } from './invoices.ts';

const generated = (differs: { readonly orders?: number; readonly seed?: number; readonly currencies?: boolean } = {}) => [
  ...generateRows({ orders: 500, seed: 7, currencies: false, ...differs }),
];

function planOf(rows: ReturnType<typeof generated>) {
  const header = [...columns, currencyColumn];
  const cells = cellsUnder(header);
  const planner = new Planner();
  for (const row of rows) {
    const read = readLine(cells(header.map((column) => row[column as keyof typeof row])));
    if ('mistakes' in read) throw new Error(read.mistakes.join());
    planner.add(read.line);
  }
  return planner.plan(exactStock);
}

describe('a generated file', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(generated()).toEqual(generated());
    expect(generated({ seed: 8 })).not.toEqual(generated());
  });

  it.each([1, 7, 2_026])('can be played, with as many orders as were wished for (seed %i)', (seed) => {
    const plan = planOf(generated({ seed }));
    expect(planMistakes(plan)).toEqual([]);
    expect(plan.orders).toHaveLength(500);
  });

  it('is shaped like a real shop’s', () => {
    const plan = planOf(generated());
    const lengths = plan.orders.map(({ lines }) => lines.length).sort((one, other) => one - other);
    const sold = plan.products.map(({ stock }) => stock).sort((one, other) => other - one);
    const share = (part: readonly number[]) => part.reduce((sum, count) => sum + count, 0) / sold.reduce((sum, count) => sum + count, 0);
    expect(lengths.at(-1)).toBeGreaterThan(500);
    expect(lengths[250]).toBeLessThan(20);
    expect(share(sold.slice(0, sold.length / 5))).toBeGreaterThan(0.6);
    expect(plan.orders.filter(({ customer }) => customer === undefined).length / 500).toBeCloseTo(0.25, 1);
    expect(plan.invoices).toBeGreaterThan(540);
    expect(Object.values(plan.leftOut).every((count) => count > 5)).toBe(true);
    expect(plan.markets.length).toBeGreaterThan(8);
  });

  it('is in pounds, or in each country’s currency if wished for', () => {
    expect(new Set(planOf(generated()).markets.map(({ currency }) => currency))).toEqual(new Set(['GBP']));
    const plan = planOf(generated({ currencies: true, orders: 1_000 }));
    expect(planMistakes(plan)).toEqual([]);
    expect(new Set(plan.markets.map(({ currency }) => currency))).toEqual(new Set(['GBP', 'EUR', 'NOK', 'SEK', 'CHF', 'AUD', 'JPY', 'USD']));
  });
});
