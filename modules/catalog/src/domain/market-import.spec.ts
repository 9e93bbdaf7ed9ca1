import { describe, expect, it } from '@jest/globals';
import type { Market } from '@banyan/contracts/catalog';
import { planMarkets } from './market-import.ts';

const gb: Market = { id: 'GB', name: 'United Kingdom', currency: 'GBP', priceList: 'sterling' };
const im: Market = { id: 'IM', name: 'Isle of Man', currency: 'GBP', priceList: 'sterling' };
const nothing = { markets: [], priceLists: [] };
const held = { markets: [gb], priceLists: [{ id: 'sterling', currency: 'GBP' }] };

describe('an import of markets', () => {
  it('creates a price list once for the markets that share it', () => {
    expect(planMarkets([gb, im], nothing)).toEqual({
      created: [gb, im],
      createdPriceLists: [{ id: 'sterling', currency: 'GBP' }],
      unchanged: 0,
      conflicts: [],
    });
  });

  it('leaves equal markets and held price lists as they are', () => {
    expect(planMarkets([gb, im], held)).toEqual({ created: [im], createdPriceLists: [], unchanged: 1, conflicts: [] });
  });

  it('names every field that differs from the held market', () => {
    const wanted = { id: 'GB', name: 'Britain', currency: 'EUR', priceList: 'euro' };
    expect(planMarkets([wanted], held).conflicts).toEqual([
      { kind: 'market', id: 'GB', field: 'name', held: 'United Kingdom', wanted: 'Britain' },
      { kind: 'market', id: 'GB', field: 'currency', held: 'GBP', wanted: 'EUR' },
      { kind: 'market', id: 'GB', field: 'priceList', held: 'sterling', wanted: 'euro' },
    ]);
  });

  it.each([
    { where: 'held by the shop', wanted: [{ ...im, currency: 'EUR' }], shop: held },
    { where: 'named earlier in the import', wanted: [gb, { ...im, currency: 'EUR' }], shop: nothing },
  ])('refuses a second currency for a price list $where', ({ wanted, shop }) => {
    expect(planMarkets(wanted, shop).conflicts).toEqual([
      { kind: 'market', id: 'IM', field: 'currency', held: 'GBP', wanted: 'EUR' },
    ]);
  });

  it('may repeat itself but not contradict itself', () => {
    expect(planMarkets([gb, gb], nothing)).toMatchObject({ created: [gb], unchanged: 1, conflicts: [] });
    expect(planMarkets([gb, { ...gb, name: 'Britain' }], nothing).conflicts).toEqual([
      { kind: 'market', id: 'GB', field: 'name', held: 'United Kingdom', wanted: 'Britain' },
    ]);
  });
});
