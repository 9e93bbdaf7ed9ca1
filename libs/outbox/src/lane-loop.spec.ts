import { describe, expect, it } from '@jest/globals';
import { laneLoop } from './lane-loop.ts';

const pollMs = { min: 1, max: 60_000 };
const noError = (error: unknown) => {
  throw error;
};

describe('a lane loop', () => {
  it('works on no more lanes at once than it has places, and on all in the end', async () => {
    const waiting = Array.from({ length: 50 }, (_, lane) => lane);
    const done = Promise.withResolvers<void>();
    let [active, most, finished] = [0, 0, 0];
    const loop = laneLoop<number>({
      concurrency: 8,
      pollMs,
      claim: async (lanes) => waiting.splice(0, lanes),
      work: async () => {
        most = Math.max(most, ++active);
        await new Promise(setImmediate);
        active--;
        if (++finished === 50) done.resolve();
      },
      onError: noError,
    });
    loop.start();
    await done.promise;
    await loop.stop();
    expect(most).toBe(8);
  });

  it('looks at once when nudged, however long it would have slept', async () => {
    let stored: string[] = [];
    const looked = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const loop = laneLoop<string>({
      concurrency: 1,
      pollMs: { min: 60_000, max: 60_000 },
      claim: async () => {
        looked.resolve();
        return stored.splice(0);
      },
      work: async () => done.resolve(),
      onError: noError,
    });
    loop.start();
    await looked.promise;
    stored = ['a'];
    loop.nudge();
    await done.promise;
    await loop.stop();
  });

  it('stops only when the lanes in hand are done', async () => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    let finished = false;
    const loop = laneLoop<string>({
      concurrency: 1,
      pollMs,
      claim: async () => ['a'],
      work: async () => {
        begun.resolve();
        await finish.promise;
        finished = true;
      },
      onError: noError,
    });
    loop.start();
    await begun.promise;
    const stopped = loop.stop();
    finish.resolve();
    await stopped;
    expect(finished).toBe(true);
  });

  it('goes on after a failure to claim, and tells of it', async () => {
    const errors: unknown[] = [];
    const done = Promise.withResolvers<void>();
    const loop = laneLoop<string>({
      concurrency: 1,
      pollMs,
      claim: async () => {
        if (errors.length === 0) throw new Error('away');
        return ['a'];
      },
      work: async () => done.resolve(),
      onError: (error) => errors.push(error),
    });
    loop.start();
    await done.promise;
    await loop.stop();
    expect(errors).toEqual([new Error('away')]);
  });
});
