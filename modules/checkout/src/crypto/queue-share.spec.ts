import { describe, expect, it } from '@jest/globals';
import { shareOfBuyers } from './queue-share.ts';

const buyers = Array.from({ length: 20_000 }, (_, index) => `cus_${String(index).padStart(8, '0')}`);

describe('a share of the buyers', () => {
  it.each([0, 0.01, 1, 50, 99.99, 100])('of %d % is about that many of them', (percent) => {
    const among = buyers.filter(shareOfBuyers(percent)).length / buyers.length;
    expect(Math.abs(among - percent / 100)).toBeLessThan(0.01);
    if (percent === 0 || percent === 100) expect(among).toBe(percent / 100);
  });

  it('only gains buyers as it grows', () => {
    const [few, more] = [shareOfBuyers(3), shareOfBuyers(3.5)];
    expect(buyers.filter((buyer) => few(buyer) && !more(buyer))).toEqual([]);
  });
});
