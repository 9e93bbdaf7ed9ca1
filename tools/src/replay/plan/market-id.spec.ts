import { describe, expect, it } from '@jest/globals';
import { marketIdOf } from './market-id.ts';

describe('the market of a country', () => {
  it.each([
    ['United Kingdom', 'GB'], ['Germany', 'DE'], ['France', 'FR'], ['EIRE', 'IE'], ['Spain', 'ES'], ['Netherlands', 'NL'], ['Belgium', 'BE'],
    ['Switzerland', 'CH'], ['Australia', 'AU'], ['Portugal', 'PT'], ['Norway', 'NO'], ['Finland', 'FI'], ['Italy', 'IT'], ['Cyprus', 'CY'],
    ['Japan', 'JP'], ['Sweden', 'SE'], ['Austria', 'AT'], ['Hong Kong', 'HK'], ['Poland', 'PL'], ['Israel', 'IL'], ['Denmark', 'DK'],
    ['Singapore', 'SG'], ['Canada', 'CA'], ['Iceland', 'IS'], ['Greece', 'GR'], ['Malta', 'MT'], ['Lebanon', 'LB'], ['Lithuania', 'LT'],
    ['Brazil', 'BR'], ['United Arab Emirates', 'AE'], ['USA', 'US'], ['Bahrain', 'BH'], ['Czech Republic', 'CZ'], ['Saudi Arabia', 'SA'],
    ['RSA', 'ZA'], ['Korea', 'KR'],
  ])('%s is its code %s', (country, market) => {
    expect(marketIdOf(country)).toBe(market);
  });

  it.each([
    ['Channel Islands', 'channel-islands'],
    ['European Community', 'european-community'],
    ['European Union', 'european-union'],
    ['Unspecified', 'unspecified'],
    ['Atlantis & Mu ', 'atlantis-mu'],
  ])('%s, which has none, is the slug %s', (country, market) => {
    expect(marketIdOf(country)).toBe(market);
  });
});
