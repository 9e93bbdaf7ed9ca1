import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { laneLoop } from './lane-loop.ts';

const pollMs = { min: 1, max: 60_000 };
const noError = (error: unknown) => {
  throw error;
};

afterEach(() => {
  jest.useRealTimers();
});

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

  it('with lanes in hand lets a moment pass between two looks, so that what comes meanwhile is claimed together', async () => {
    jest.useFakeTimers();
    const stored = ['a'];
    const finish = Promise.withResolvers<void>();
    const claims: string[][] = [];
    const loop = laneLoop<string>({
      concurrency: 8,
      pollMs: { min: 10, max: 1_000 },
      claim: async () => {
        claims.push(stored.splice(0));
        return claims.at(-1)!;
      },
      work: () => finish.promise,
      onError: noError,
    });
    loop.start();
    for (const lane of ['b', 'c']) {
      await jest.advanceTimersByTimeAsync(4);
      stored.push(lane);
      loop.nudge();
    }
    expect(claims).toEqual([['a']]);
    await jest.advanceTimersByTimeAsync(4);
    expect(claims).toEqual([['a'], ['b', 'c']]);
    finish.resolve();
    await loop.stop();
  });

  it('looks at once when a lane has ended, since it may hold more', async () => {
    jest.useFakeTimers();
    const finish = Promise.withResolvers<void>();
    let [calls, claims, leased] = [2, 0, false];
    const loop = laneLoop<string>({
      concurrency: 8,
      pollMs: { min: 10, max: 1_000 },
      claim: async () => {
        claims++;
        if (leased || calls === 0) return [];
        calls--;
        leased = true;
        return ['a'];
      },
      work: async () => {
        await finish.promise;
        leased = false;
      },
      onError: noError,
    });
    loop.start();
    await jest.advanceTimersByTimeAsync(500);
    const before = claims;
    finish.resolve();
    await jest.advanceTimersByTimeAsync(0);
    expect({ calls, looks: claims - before }).toEqual({ calls: 0, looks: 1 });
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
