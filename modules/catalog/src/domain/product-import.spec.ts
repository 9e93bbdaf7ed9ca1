import { describe, expect, it } from '@jest/globals';
import type { ProductImport } from '@banyan/contracts/catalog';
import { planProducts } from './product-import.ts';

const mug: ProductImport = {
  sku: 'MUG',
  name: 'Mug',
  brand: 'Hearth',
  stock: 10,
  prices: [
    { priceList: 'sterling', amount: 255 },
    { priceList: 'euro', amount: 300 },
  ],
};
const plate: ProductImport = { ...mug, sku: 'PLATE', name: 'Plate' };

describe('an import of products', () => {
  it('creates what is new and leaves what is equal, in whichever order the prices stand', () => {
    const held = { ...mug, prices: [...mug.prices].reverse() };
    expect(planProducts([mug, plate], [held])).toEqual({ created: [plate], unchanged: 1, conflicts: [] });
  });

  it('names every field in which a product differs', () => {
    const wanted: ProductImport = {
      sku: 'MUG',
      name: 'Cup',
      brand: 'Home',
      stock: 11,
      prices: [
        { priceList: 'sterling', amount: 256 },
        { priceList: 'yen', amount: 500 },
      ],
    };
    expect(planProducts([wanted], [mug]).conflicts).toEqual([
      { kind: 'product', id: 'MUG', field: 'name', held: 'Mug', wanted: 'Cup' },
      { kind: 'product', id: 'MUG', field: 'brand', held: 'Hearth', wanted: 'Home' },
      { kind: 'product', id: 'MUG', field: 'stock', held: '10', wanted: '11' },
      { kind: 'product', id: 'MUG', field: 'prices.sterling', held: '255', wanted: '256' },
      { kind: 'product', id: 'MUG', field: 'prices.euro', held: '300', wanted: 'none' },
      { kind: 'product', id: 'MUG', field: 'prices.yen', held: 'none', wanted: '500' },
    ]);
  });

  it('may repeat itself but not contradict itself', () => {
    expect(planProducts([mug, mug], [])).toEqual({ created: [mug], unchanged: 1, conflicts: [] });
    expect(planProducts([mug, { ...mug, stock: 9 }], []).conflicts).toEqual([
      { kind: 'product', id: 'MUG', field: 'stock', held: '10', wanted: '9' },
    ]);
  });

  it('refuses two prices of a product in one price list', () => {
    const wanted = { ...plate, prices: [...plate.prices, { priceList: 'euro', amount: 1 }] };
    expect(planProducts([wanted], []).conflicts).toEqual([
      { kind: 'product', id: 'PLATE', field: 'prices.euro', held: '300', wanted: '1' },
    ]);
  });
});
