import { expect, it } from '@jest/globals';
import { addedUp } from './order-lines.ts';

it('adds up lines of the same product, in the order in which products first stand', () => {
  const lines = [
    { sku: 'B', quantity: 1 },
    { sku: 'A', quantity: 2 },
    { sku: 'B', quantity: 3 },
  ];
  expect(addedUp(lines)).toEqual([
    { sku: 'B', quantity: 4 },
    { sku: 'A', quantity: 2 },
  ]);
});
