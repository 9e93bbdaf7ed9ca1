import { describe, expect, it } from '@jest/globals';
import { figuresOf } from './figures-of.ts';

const line = (quantity: number) => ({ sku: `SKU-${quantity}`, quantity });
const orders = [
  { time: '2011-01-03 09:59:00', customer: '1', lines: [line(1)] },
  { time: '2011-01-03 10:00:00', customer: '1', lines: [line(2)] },
  { time: '2011-01-03 10:00:00', lines: [line(3)] },
  { time: '2011-01-03 10:07:00', customer: '1', lines: [line(4)] },
  { time: '2011-01-03 10:08:00', lines: [line(5), line(6)] },
  { time: '2011-01-03 10:08:00', lines: [line(1)] },
  { time: '2011-01-05 10:00:00', lines: [line(1)] },
];

describe('the figures of a file of orders', () => {
  const figures = figuresOf(orders, 'a test');

  it('are of all of it, and of the time from its first order to its last', () => {
    expect(figures).toMatchObject({ source: 'a test', orders: 7, lines: 8, pieces: 23, seconds: 2 * 86_400 + 60 });
  });

  it('tell the busiest minute, of equals the one with the most lines, and the busiest hour', () => {
    expect(figures.minute).toEqual({ at: '2011-01-03 10:08', orders: 2, lines: 3, pieces: 12 });
    expect(figures.hour).toEqual({ at: '2011-01-03 10', orders: 5, lines: 6, pieces: 21 });
  });

  it('lose no order: what stretches hold adds up to the whole', () => {
    const byHour = ['2011-01-03 09', '2011-01-03 10', '2011-01-05 10'].map((at) => figuresOf(orders.filter(({ time }) => time.startsWith(at)), at));
    expect(byHour.reduce((sum, { lines }) => sum + lines, 0)).toBe(figures.lines);
  });

  it('tell how often one customer orders in an hour, and take guests for nobody', () => {
    expect(figures.ofOneBuyer).toBe(2);
    expect(figuresOf(orders.filter(({ customer }) => customer === undefined), 'guests').ofOneBuyer).toBe(0);
  });
});
