import { describe, expect, it } from '@jest/globals';
import { pageOf, pageStart } from './page.ts';

const items = ['85123A', 'A-B_C.D', 'Z'.repeat(40)].map((sku) => ({ sku }));
const cursorOf = (text: string) => Buffer.from(text).toString('base64url');

describe('a page', () => {
  it('leads to what follows its last item', () => {
    for (const limit of [1, 2]) {
      const page = pageOf(items, limit);
      expect(page.items).toEqual(items.slice(0, limit));
      expect(pageStart(page.next!)).toBe(items[limit - 1]!.sku);
    }
  });

  it('leads nowhere when it is the last', () => {
    expect(pageOf(items, 3)).toEqual({ items, next: null });
    expect(pageOf([], 3)).toEqual({ items: [], next: null });
  });

  it('is the first without a cursor', () => {
    expect(pageStart(undefined)).toBe('');
  });

  it.each(['', '85123A', 'not a cursor!', cursorOf('lower'), `${cursorOf('85123A')}=`, cursorOf('Z'.repeat(41))])(
    'has no start at a cursor that nobody was given: %j',
    (cursor) => {
      expect(pageStart(cursor)).toBeUndefined();
    },
  );
});
