import { expect, it } from '@jest/globals';
import { check } from './check.ts';
import { ModelShop } from './testing/model-shop.ts';
import { orderIdOf } from './testing/names.ts';

it('100,000 events are judged in seconds, however many orders one customer has', () => {
  const orders = 20_000;
  const shop = new ModelShop({ MUG: orders }, { orders });
  for (let n = 0; n < orders; n++) {
    const customer = n % 2 === 0 ? 'ada' : `customer-${n % 500}`;
    const asked = shop.submit({ customer, key: `k${n}`, lines: [{ sku: 'MUG', quantity: 1 }] });
    asked.take();
    asked.hear();
    shop.look(customer, orderIdOf(customer, `k${n}`));
  }
  const { history, witnesses } = shop.end();
  expect(history.events.length).toBeGreaterThan(100_000);
  const before = process.cpuUsage();
  expect(check(history, witnesses).kind).toBe('valid');
  expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(5);
}, 60_000);
