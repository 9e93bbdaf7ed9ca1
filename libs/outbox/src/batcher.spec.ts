import { describe, expect, it } from '@jest/globals';
import { batcher } from './batcher.ts';

describe('a batcher', () => {
  it('answers each request, and gathers while a batch is under way', async () => {
    const batches: number[][] = [];
    const first = Promise.withResolvers<void>();
    const double = batcher<number, number>(async (items) => {
      batches.push([...items]);
      if (batches.length === 1) await first.promise;
      return items.map((item) => item * 2);
    });
    const one = double(1);
    await new Promise(setImmediate);
    const rest = [double(2), double(3)];
    first.resolve();
    await expect(Promise.all([one, ...rest])).resolves.toEqual([2, 4, 6]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('tells every request of a batch when it fails, and goes on with the next', async () => {
    const work = batcher<string, string>(async (items) => {
      if (items.includes('bad')) throw new Error('refused');
      return items;
    });
    await expect(Promise.allSettled([work('bad'), work('good')])).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    await expect(work('good')).resolves.toBe('good');
  });
});
