import { describe, expect, it } from '@jest/globals';
import { Fence } from './fence.ts';

function fenceOf(own: number, newest: number) {
  const done: string[] = [];
  const fence: Fence = new Fence(
    { own, newest },
    { start: async () => void done.push(`start, ${fence.isFenced ? 'fenced' : 'leading'}`), end: async () => void done.push(`end, ${fence.isFenced ? 'fenced' : 'leading'}`) },
  );
  return { fence, done };
}

describe('the fence of a region', () => {
  it('has tasks run where the own epoch is the newest, and nowhere else', async () => {
    const [home, recovery] = [fenceOf(1, 1), fenceOf(0, 1)];
    await home.fence.deploy();
    await recovery.fence.deploy();
    expect([home.done, recovery.done]).toEqual([['start, leading'], ['end, fenced']]);
  });

  it('stands before the tasks of a region end that is told of a newer epoch', async () => {
    const { fence, done } = fenceOf(1, 1);
    await fence.deploy({ newest: 2 });
    expect(fence.epochs).toEqual({ own: 1, newest: 2 });
    expect(done).toEqual(['end, fenced']);
  });

  it('falls before tasks are started in a region that takes the lead', async () => {
    const { fence, done } = fenceOf(1, 2);
    await fence.deploy({ own: 3, newest: 3 });
    expect(done).toEqual(['start, leading']);
  });

  it('tells that tasks are being started or ended, also those that could not be', async () => {
    const { promise, reject } = Promise.withResolvers<void>();
    const fence = new Fence({ own: 1, newest: 1 }, { start: () => promise, end: async () => undefined });
    const deployed = fence.deploy();
    expect(fence.isChanging).toBe(true);
    reject(new Error('no room'));
    await expect(deployed).rejects.toThrow('no room');
    expect(fence.isChanging).toBe(false);
  });
});
