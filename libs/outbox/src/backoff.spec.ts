import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { backoff, repeated } from './backoff.ts';

describe('a backoff', () => {
  it('doubles from 50 ms to 5 s', () => {
    expect([1, 2, 3, 7, 8, 1_000].map((failures) => backoff(failures, () => 0))).toEqual([50, 100, 200, 3_200, 5_000, 5_000]);
  });

  it('leaves up to a half to chance', () => {
    expect(backoff(1, () => 0.999)).toBe(25);
  });
});

describe('repeated work', () => {
  afterEach(() => void jest.useRealTimers());

  it('waits for as long as a backoff says before each further attempt', async () => {
    jest.useFakeTimers();
    const begun = Date.now();
    const attempts: number[] = [];
    const done = repeated(
      async () => {
        attempts.push(Date.now() - begun);
        if (attempts.length < 4) throw new Error('away');
      },
      { attempts: 4, random: () => 0 },
    );
    await jest.runAllTimersAsync();
    await done;
    expect(attempts).toEqual([0, 50, 150, 350]);
  });

  it('ends with its first success', async () => {
    let attempts = 0;
    const work = async () => {
      if (++attempts < 2) throw new Error('away');
      return 'done';
    };
    await expect(repeated(work, { attempts: 3, random: () => 1 })).resolves.toBe('done');
    expect(attempts).toBe(2);
  });

  it('gives up with the last failure', async () => {
    let attempts = 0;
    const work = async () => {
      throw new Error(`failure ${++attempts}`);
    };
    await expect(repeated(work, { attempts: 2, random: () => 1 })).rejects.toThrow('failure 2');
  });
});
