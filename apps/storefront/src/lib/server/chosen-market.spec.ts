import { describe, expect, it } from '@jest/globals';
import { wishedMarket } from './chosen-market.ts';

const markets = ['FR', 'GB', 'US'].map((id) => ({ id, name: id, currency: 'EUR' }));

describe('the market', () => {
  it.each([
    ['GB', 'en-US', 'GB'],
    [undefined, 'de-DE,en-US;q=0.8', 'US'],
    [undefined, 'sv', 'FR'],
    ['XX', null, 'FR'],
  ])('chosen as %s with languages %s is %s', (chosen, languages, id) => {
    expect(wishedMarket(markets, { chosen, languages })?.id).toBe(id);
  });
});
