import { expect, it } from '@jest/globals';
import { mapLayout, paceOf, widthOf } from './map-layout.ts';
import { mapModel } from './map-model.ts';

const flow = (host: string, address: string, target: string | null, answered: number) => ({ host, address, target, answered, refused: 0, failed: 0, p50: 1, p99: 2 });
const layout = mapLayout(mapModel([flow('monolith', 'orders.getOrder', 'orders', 50), flow('orders', 'orders.getOrder', null, 5), flow('orders', 'catalog.getProduct', null, 1)], [], ['monolith', 'orders']));

it('each line of the map is one of its own, also where a host is called as its module is', () => {
  expect(new Set(layout.lines.map(({ key }) => key)).size).toBe(layout.lines.length);
  expect(layout.lines).toHaveLength(6);
});

it('no boxes of a column lie over each other, and all are within the picture', () => {
  for (const column of [layout.hosts, layout.modules, layout.places]) {
    column.forEach((box, index) => {
      const above = column[index - 1];
      expect(box.y).toBeGreaterThanOrEqual(above ? above.y + above.height : 0);
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
    });
  }
});

it('more calls make a wider line that runs quicker, within bounds', () => {
  const stream = (rate: number) => ({ rate, failed: 0, p99: null });
  expect([0, 1, 50, 1e9].map((rate) => [widthOf(stream(rate)) <= 9, paceOf(stream(rate))])).toEqual([[true, 'still'], [true, 'slow'], [true, 'steady'], [true, 'quick']]);
  expect(widthOf(stream(100))).toBeGreaterThan(widthOf(stream(10)));
});
