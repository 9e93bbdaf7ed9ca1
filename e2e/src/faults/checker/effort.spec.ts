import { expect, it } from '@jest/globals';
import { check } from './check.ts';
import { ModelShop } from './testing/model-shop.ts';
import { orderIdOf } from './testing/names.ts';
import type { Run } from './testing/run.ts';

it('twice as many orders take little more than twice the effort, however many of them one customer has', () => {
  expect(effort(ordered(4_000))).toBeLessThan(2.5 * effort(ordered(2_000)));
});

/** A run with so many orders, half of them by one customer. */
function ordered(orders: number): Run {
  const shop = new ModelShop({ MUG: orders }, { orders });
  for (let n = 0; n < orders; n++) {
    const customer = n % 2 === 0 ? 'ada' : `customer-${n % 500}`;
    const asked = shop.submit({ customer, key: `k${n}`, lines: [{ sku: 'MUG', quantity: 1 }] });
    asked.take();
    asked.hear();
    shop.look(customer, orderIdOf(customer, `k${n}`));
  }
  return shop.end();
}

/** How often anything of an event or a row is read while a run is judged. */
function effort({ history, witnesses }: Run): number {
  let reads = 0;
  const get = (row: object, name: string | symbol): unknown => {
    reads++;
    return Reflect.get(row, name);
  };
  const watched = <T>(rows: readonly T[]): T[] => rows.map((row) => (typeof row === 'object' && row !== null ? (new Proxy(row, { get }) as T) : row));
  const { events } = history;
  const seen = Object.fromEntries(Object.entries(witnesses).map(([name, rows]) => [name, watched<unknown>(rows)])) as unknown as Run['witnesses'];
  expect(check({ ...history, events: watched(events) }, seen).kind).toBe('valid');
  return reads;
}
