import { describe, expect, it } from '@jest/globals';
import { atMost } from './at-most.ts';

describe('a limit on work', () => {
  it('lets no more than that many run at once, and all of it in the end', async () => {
    const limited = atMost(2);
    let running = 0;
    let most = 0;
    const done = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        limited(async () => {
          most = Math.max(most, (running += 1));
          await new Promise(setImmediate);
          running -= 1;
          return n;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('goes on after a failure', async () => {
    const limited = atMost(1);
    const failed = limited(() => Promise.reject(new Error('no')));
    const next = limited(() => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
