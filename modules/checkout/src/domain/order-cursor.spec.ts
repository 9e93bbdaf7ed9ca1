import { describe, expect, it } from '@jest/globals';
import { cursorOf, placeAt } from './order-cursor.ts';

const place = { acceptedAt: '2026-11-23T10:00:00.123Z', orderId: 'ord_k1AAAAAAAAAAAAAAAAAAAAAA' };

describe('a cursor', () => {
  it('stands for the place it was made of', () => {
    expect(placeAt(cursorOf(place))).toEqual(place);
    expect(cursorOf(place).length).toBeLessThanOrEqual(200);
  });

  it.each(['', 'x', 'e30', Buffer.from('99999999999999999.ord_k1AAAAAAAAAAAAAAAAAAAAAA').toString('base64url')])('is refused if it is %j', (cursor) => {
    expect(() => placeAt(cursor)).toThrow(expect.objectContaining({ code: 'invalidCursor' }));
  });
});
