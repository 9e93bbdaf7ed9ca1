import { describe, expect, it } from '@jest/globals';
import { batcher, isolatingBatcher } from './batcher.ts';

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
    await new Promise(setImmediate);
    expect(batches).toEqual([[1]]);
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

describe('an isolating batcher', () => {
  it('tells only the request that made its batch fail', async () => {
    const batches: string[][] = [];
    const work = isolatingBatcher<string, string>(async (items) => {
      batches.push([...items]);
      if (items.includes('bad')) throw new Error('refused');
      return items;
    });
    const outcomes = await Promise.allSettled([work('good'), work('bad'), work('fine')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(batches[0]).toEqual(['good', 'bad', 'fine']);
  });

  it('does not repeat a batch that was done', async () => {
    const batches: string[][] = [];
    const work = isolatingBatcher<string, string>(async (items) => {
      batches.push([...items]);
      return items;
    });
    await expect(Promise.all([work('good'), work('fine')])).resolves.toEqual(['good', 'fine']);
    expect(batches).toEqual([['good', 'fine']]);
  });

  it('does not repeat what failed alone', async () => {
    let attempts = 0;
    const work = isolatingBatcher<string, string>(async () => {
      attempts++;
      throw new Error('refused');
    });
    await expect(work('bad')).rejects.toThrow('refused');
    expect(attempts).toBe(1);
  });
});
