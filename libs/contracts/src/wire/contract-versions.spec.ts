import { describe, expect, it } from '@jest/globals';
import { isNewerContract, isSameContract } from './contract-versions.ts';

describe('versions of a contract', () => {
  it.each([
    ['1.2.0', '1.2.0', true, false],
    ['1.2.0', '1.9.3', true, false],
    ['1.2.0', '0.9.0', false, false],
    ['1.2.0', '2.0.0', false, true],
    ['9.0.0', '10.0.0', false, true],
    ['10.0.0', '9.0.0', false, false],
    ['1.0.0', 'newest', false, false],
  ])('a host of %s and a caller of %s: the same? %s; newer? %s', (served, other, same, newer) => {
    expect([isSameContract(served, other), isNewerContract(served, other)]).toEqual([same, newer]);
  });
});
