import { describe, expect, it } from '@jest/globals';
import { VirtualTime } from './virtual-time.ts';

describe('virtual time', () => {
  it('has things happen by their instant, and by when they were arranged', async () => {
    const time = new VirtualTime(0);
    const happened: string[] = [];
    for (const [at, name] of [[30, 'c'], [10, 'a'], [30, 'd'], [20, 'b'], [30, 'e']] as const) time.after(at, () => happened.push(`${name} ${time.now()}`));
    expect(await time.pass({ done: () => false, latest: 100 })).toBe('nothing happens any more');
    expect(happened).toEqual(['a 10', 'b 20', 'c 30', 'd 30', 'e 30']);
  });

  it('lets promises come to rest before the next thing happens', async () => {
    const time = new VirtualTime(0);
    const happened: string[] = [];
    const deep = async (depth: number): Promise<void> => (depth === 0 ? void happened.push('deep') : deep(depth - 1));
    time.after(1, () => void deep(100));
    time.after(1, () => happened.push('next'));
    await time.pass({ done: () => false, latest: 100 });
    expect(happened).toEqual(['deep', 'next']);
  });

  it('stops where it is done, or late', async () => {
    const time = new VirtualTime(0);
    time.after(5, () => undefined);
    time.after(50, () => undefined);
    expect(await time.pass({ done: () => time.now() === 5, latest: 40 })).toBe('done');
    expect(await time.pass({ done: () => false, latest: 40 })).toBe('late');
    expect(time.now()).toBe(5);
  });
});
