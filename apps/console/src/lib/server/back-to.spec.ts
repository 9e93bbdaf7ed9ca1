import { expect, it } from '@jest/globals';
import { backTo } from './back-to.ts';

const here = new URL('http://console:3081/sign-in');

it.each([
  ['/operations?module=catalog', '/operations?module=catalog'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  [null, '/'],
])('%s leads to %s', (asked, expected) => expect(backTo(asked, here)).toBe(expected));
