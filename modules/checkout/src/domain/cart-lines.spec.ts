import { describe, expect, it } from '@jest/globals';
import { maxCartLines, withLine, withoutLine } from './cart-lines.ts';

const two = [
  { sku: 'A', quantity: 1 },
  { sku: 'B', quantity: 2 },
];
const full = Array.from({ length: maxCartLines }, (_, index) => ({ sku: `S${index}`, quantity: 1 }));

describe("a cart's lines", () => {
  it('take a new product at the end', () => {
    expect(withLine(two, { sku: 'C', quantity: 3 })).toEqual([...two, { sku: 'C', quantity: 3 }]);
  });

  it('replace the quantity of a product where it stands', () => {
    expect(withLine(two, { sku: 'A', quantity: 9 })).toEqual([{ sku: 'A', quantity: 9 }, two[1]]);
  });

  it('refuse one product too many, and say how many there may be', () => {
    expect(() => withLine(full, { sku: 'ONE-MORE', quantity: 1 })).toThrow(
      expect.objectContaining({ code: 'cartFull', data: { limit: 1_200 } }),
    );
  });

  it('still take another quantity when full', () => {
    expect(withLine(full, { sku: 'S7', quantity: 5 })[7]).toEqual({ sku: 'S7', quantity: 5 });
  });

  it('lose a product, or stay as they are without it', () => {
    expect(withoutLine(two, 'A')).toEqual([two[1]]);
    expect(withoutLine(two, 'Z')).toEqual(two);
  });
});
