import { describe, expect, it } from '@jest/globals';
import { backTo } from './back-to.ts';

const here = new URL('https://shop.example.org/market');

describe('the way back', () => {
  it.each([
    ['/products/LMP-100?x=1', '/products/LMP-100?x=1'],
    ['/?q=pot&cursor=abc', '/?q=pot'],
    ['//elsewhere.example.org/', '/'],
    ['/\\elsewhere.example.org/', '/'],
    ['https://elsewhere.example.org/', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
  ])('of %j is %s', (asked, target) => {
    expect(backTo(asked, here)).toBe(target);
  });
});
