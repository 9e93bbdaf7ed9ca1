import { describe, expect, it } from '@jest/globals';
import { Market, ProductImport } from '@banyan/contracts/catalog';
import { codecOf } from '@banyan/contracts/define';
import { demoMarkets } from './markets.ts';
import { demoPictures } from './pictures/index.ts';
import { demoProducts } from './products.ts';

describe('the demo catalogue', () => {
  it('is what the catalogue accepts', () => {
    expect(demoMarkets.flatMap((market) => codecOf(Market).violations(market))).toEqual([]);
    expect(demoProducts.flatMap((product) => codecOf(ProductImport).violations(product))).toEqual([]);
  });

  it('names each product once and prices it in lists that markets have', () => {
    const lists = new Set(demoMarkets.map(({ priceList }) => priceList));
    expect(new Set(demoProducts.map(({ sku }) => sku)).size).toBe(demoProducts.length);
    expect(demoProducts.flatMap(({ prices }) => prices).filter(({ priceList }) => !lists.has(priceList))).toEqual([]);
    expect(demoProducts.filter(({ prices }) => prices.length === 0)).toEqual([]);
  });

  it('has a picture of each product', () => {
    expect([...demoPictures.keys()]).toEqual(demoProducts.map(({ sku }) => sku));
    for (const svg of demoPictures.values()) expect(svg).toMatch(/^<svg [^]*<\/svg>$/);
  });

  it('shows several brands, products that are not sold everywhere, and stock that runs out', () => {
    expect(new Set(demoProducts.map(({ brand }) => brand)).size).toBe(6);
    expect(demoProducts).toHaveLength(40);
    expect(demoProducts.some(({ prices }) => prices.length < 5)).toBe(true);
    expect(demoProducts.some(({ stock }) => stock > 0 && stock < 5)).toBe(true);
  });
});
