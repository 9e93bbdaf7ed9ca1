import { describe, expect, it } from '@jest/globals';
import { fullNumber } from './rows-since.ts';

describe('the number of the transaction that wrote a row', () => {
  const epoch = 2n ** 32n;

  it.each([
    { kept: 700n, next: 1_000n, full: 700n },
    { kept: 999n, next: 1_000n, full: 999n },
    { kept: 5n, next: epoch + 1_000n, full: epoch + 5n },
    { kept: 4_000_000_000n, next: epoch + 1_000n, full: 4_000_000_000n },
    { kept: 4_000_000_000n, next: 3n * epoch + 1_000n, full: 2n * epoch + 4_000_000_000n },
  ])('is $full where $kept is kept of it and $next comes next', ({ kept, next, full }) => {
    expect(fullNumber(kept, next)).toBe(full);
  });
});
