import { describe, expect, it } from '@jest/globals';
import { demandOf } from './demand.ts';

describe('the demand of an order', () => {
  it('names each SKU once, sorted by its characters', () => {
    const lines = [
      { sku: 'B', quantity: 1 },
      { sku: 'A_1', quantity: 2 },
      { sku: 'A-1', quantity: 3 },
      { sku: 'B', quantity: 4 },
      { sku: '9', quantity: 5 },
    ];
    expect(demandOf(lines)).toEqual([
      { sku: '9', quantity: 5 },
      { sku: 'A-1', quantity: 3 },
      { sku: 'A_1', quantity: 2 },
      { sku: 'B', quantity: 5 },
    ]);
  });
});
