import { describe, expect, it } from '@jest/globals';
import { searchTextOf, withoutCase } from './search-text.ts';

describe('the search text of a product', () => {
  const text = searchTextOf({ sku: '85123A', name: 'Crème Straße Holder' });

  it.each(['85123a', 'CRÈME', 'crème', 'cre\u0300me', 'STRASSE', 'straße', 'ß'])('contains %j, whatever the case', (wanted) => {
    expect(text).toContain(withoutCase(wanted));
  });

  it('does not join the SKU and the name', () => {
    expect(text).not.toContain(withoutCase('85123ACrème'));
  });
});
