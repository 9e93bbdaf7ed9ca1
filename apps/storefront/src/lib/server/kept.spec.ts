import { describe, expect, it } from '@jest/globals';
import { kept } from './kept.ts';

describe('what was looked up', () => {
  it('is kept for its time, and a failure is not', async () => {
    let [now, looks] = [0, 0];
    const values = kept<number>({ milliseconds: 10, most: 2, now: () => now });
    const look = async () => ++looks;
    await expect(values.get('a', async () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect([await values.get('a', look), await values.get('a', look)]).toEqual([1, 1]);
    now = 10;
    expect(await values.get('a', look)).toBe(2);
  });

  it('is forgotten, the oldest first, when there is too much', async () => {
    let looks = 0;
    const values = kept<number>({ milliseconds: 10, most: 1, now: () => 0 });
    for (const key of ['a', 'b', 'a']) await values.get(key, async () => ++looks);
    expect(looks).toBe(3);
  });
});
