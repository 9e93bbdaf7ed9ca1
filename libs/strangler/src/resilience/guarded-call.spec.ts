import { beforeEach, describe, expect, it } from '@jest/globals';
import { brokenOff, declared, failed, gone, Scene } from './guarded-call.testing.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );
const tripTheBreaker = () => {
  for (let n = 0; n < 20; n++) scene.breaker.settle(scene.breaker.admit()!, 'fault');
};
const fillTheLimit = () => {
  while (scene.limit.enter());
};

describe('a guarded call', () => {
  it('that is answered is made once, without a pause', async () => {
    expect(await scene.call('write', { home: true })).toBe('target');
    expect(scene.begun).toEqual([{ where: 'target', at: 0, deadline: 1_000 }]);
    expect(scene.pauses).toEqual([]);
    expect(scene.reports).toEqual([]);
  });

  it('has the caller’s deadline where that is before the operation’s timeout', async () => {
    await scene.call('read', { deadline: 300 });
    expect(scene.begun).toEqual([{ where: 'target', at: 0, deadline: 300 }]);
  });

  it('whose deadline has passed is not begun, whatever the breaker', async () => {
    for (const prepare of [() => undefined, tripTheBreaker]) {
      prepare();
      expect(await failureOf(scene.call('read', { home: true, deadline: 0 }))).toMatchObject({ code: 'deadlineExceeded', details: { executed: 'no' } });
    }
    expect(scene.begun).toEqual([]);
  });

  describe('that failed', () => {
    it.each(['read', 'keyedWrite'] as const)('is retried once, if it is a %s, executed or not', async (kind) => {
      scene.next({ failure: brokenOff, effect: true });
      expect(await scene.call(kind)).toBe('target');
      expect(scene.pauses).toEqual([25]);
      expect(scene.reports).toEqual(['retried: fault']);
    });

    it('is retried if it was not executed, even a write without a key', async () => {
      scene.next({ failure: gone });
      expect(await scene.call('write')).toBe('target');
      expect(scene.effects).toBe(1);
    });

    it('is neither retried nor made at home if it is a write without a key that may have been executed', async () => {
      scene.next({ failure: brokenOff, effect: true });
      expect(await failureOf(scene.call('write', { home: true }))).toBe(brokenOff);
      expect(scene.places).toEqual(['target']);
    });

    it('is made at home after one retry, and home sees the same deadline', async () => {
      scene.next({ failure: gone, milliseconds: 100 }, { failure: gone, milliseconds: 100 });
      expect(await scene.call('write', { home: true })).toBe('home');
      expect(scene.begun.map(({ where, deadline }) => [where, deadline])).toEqual([['target', 1_000], ['target', 1_000], ['home', 1_000]]);
      expect(scene.reports).toEqual(['retried: fault', 'fellBack: fault']);
    });

    it('is not made at home if the retry of a write without a key may have been executed', async () => {
      scene.next({ failure: gone }, { failure: brokenOff, effect: true });
      expect(await failureOf(scene.call('write', { home: true }))).toBe(brokenOff);
      expect(scene.places).toEqual(['target', 'target']);
    });

    it('ends with the last failure where home must not answer', async () => {
      const internal = failed('internal', 'unknown');
      scene.next({ failure: gone }, { failure: internal });
      expect(await failureOf(scene.call('read'))).toBe(internal);
    });

    it('does not end as not executed if only the retry was not', async () => {
      scene.next({ failure: brokenOff, effect: true }, { failure: gone });
      expect(await failureOf(scene.call('keyedWrite'))).toMatchObject({ code: 'unavailable', message: gone.message, details: { executed: 'unknown' }, cause: gone });
    });

    it.each([declared, failed('forbidden', 'no'), failed('contractViolation', 'no')])('by a refusal (%s) is left at that', async (refusal) => {
      scene.next({ failure: refusal });
      expect(await failureOf(scene.call('read', { home: true }))).toBe(refusal);
      scene.next({ failure: gone }, { failure: refusal });
      expect(await failureOf(scene.call('read', { home: true }))).toBe(refusal);
      expect(scene.places).not.toContain('home');
    });

    it('goes home at once when the budget is spent', async () => {
      scene.budget.withdraw();
      scene.next({ failure: gone });
      expect(await scene.call('read', { home: true })).toBe('home');
      expect(scene.pauses).toEqual([]);
      expect(scene.reports).toEqual(['fellBack: fault']);
    });

    it('goes home instead of retrying when the pause would outlast the deadline', async () => {
      scene.next({ failure: gone, milliseconds: 980 });
      expect(await scene.call('read', { home: true })).toBe('home');
      expect(scene.pauses).toEqual([]);
    });

    it('ends with its failure when the pause took all the time there was', async () => {
      scene.overslept = 2_000;
      scene.next({ failure: gone });
      expect(await failureOf(scene.call('read', { home: true }))).toBe(gone);
      expect(scene.places).toEqual(['target']);
    });

    it('goes home instead of retrying when its own failure has opened the breaker', async () => {
      for (let n = 0; n < 19; n++) scene.breaker.settle(scene.breaker.admit()!, 'fault');
      scene.next({ failure: gone });
      expect(await scene.call('read', { home: true })).toBe('home');
      expect(scene.places).toEqual(['target', 'home']);
    });

    it('has used up its time when its timeout is over, though the caller has more', async () => {
      const late = failed('deadlineExceeded', 'unknown');
      scene.next({ failure: late, milliseconds: 1_000 });
      expect(await failureOf(scene.call('read', { home: true }))).toBe(late);
      expect(scene.places).toEqual(['target']);
    });

    it('counts against the target in each attempt, a refusal does not', async () => {
      for (let n = 0; n < 20; n++) {
        scene.next({ failure: declared });
        await failureOf(scene.call('read'));
      }
      expect(scene.breaker.state).toBe('closed');
      for (let n = 0; n < 19; n++) {
        scene.next({ failure: brokenOff });
        await failureOf(scene.call('write'));
      }
      expect(scene.breaker.state).toBe('closed');
      scene.next({ failure: brokenOff });
      await failureOf(scene.call('write'));
      expect(scene.breaker.state).toBe('open');
    });
  });

  describe('to a target that may not be asked', () => {
    it.each([
      ['openBreaker', tripTheBreaker],
      ['fullLimit', fillTheLimit],
    ] as const)('goes home at once (%s), even a write without a key', async (because, prepare) => {
      prepare();
      expect(await scene.call('write', { home: true })).toBe('home');
      expect(scene.places).toEqual(['home']);
      expect(scene.reports).toEqual([`shortCircuited: ${because}`, `fellBack: ${because}`]);
    });

    it('is refused by an open breaker with target, operation and when it is asked again', async () => {
      tripTheBreaker();
      scene.now = 1_800;
      const error = await failureOf(scene.call('write'));
      expect(error).toMatchObject({ name: 'CallError', code: 'unavailable', operation: 'stock.take', details: { executed: 'no' } });
      expect((error as Error).message).toBe(
        'warehouse is not asked for stock.take now. Too many of its calls failed. It is asked again in 3200 ms; try again then.',
      );
      expect(scene.reports).toEqual(['shortCircuited: openBreaker']);
    });

    it('is refused beside the probes of a half-open breaker', async () => {
      tripTheBreaker();
      scene.now = 5_000;
      for (let n = 0; n < 3; n++) scene.breaker.admit();
      expect((await failureOf(scene.call('read'))) as Error).toMatchObject({ message: expect.stringContaining('a few are finding out whether it is well') });
    });

    it('is refused by a full limit, and leaves the breaker alone', async () => {
      tripTheBreaker();
      scene.now = 5_000;
      fillTheLimit();
      const error = await failureOf(scene.call('read'));
      expect(error).toMatchObject({ code: 'unavailable', operation: 'stock.take', details: { executed: 'no' } });
      expect((error as Error).message).toBe(
        'warehouse is not asked for stock.take now. It is asked again once fewer than 4 calls are under way there; try again in a moment.',
      );
      expect([1, 2, 3].map(() => scene.breaker.admit() !== undefined)).toEqual([true, true, true]);
    });

    it('earns no retries', async () => {
      tripTheBreaker();
      scene.budget.withdraw();
      for (let n = 0; n < 10; n++) await scene.call('read', { home: true });
      expect(scene.budget.withdraw()).toBe(false);
    });
  });

  it('holds no place when the breaker refuses it', async () => {
    tripTheBreaker();
    await failureOf(scene.call('read'));
    expect(scene.limit.underWay).toBe(0);
  });

  it('holds its place while it is under way, and never at home', async () => {
    const calls = Array.from({ length: 6 }, () => scene.call('read', { home: true }));
    expect(scene.limit.underWay).toBe(4);
    expect(await Promise.all(calls)).toEqual(['target', 'target', 'target', 'target', 'home', 'home']);
    expect(scene.limit.underWay).toBe(0);
  });

  it('is retried for at most a fifth of all calls and once a second, while two of five fail', async () => {
    for (let n = 0; n < 500; n++) {
      scene.now = n * 10;
      if (n % 5 > 2) scene.next({ failure: gone });
      await failureOf(scene.call('read'));
    }
    const retries = scene.reports.filter((report) => report === 'retried: fault').length;
    expect(retries).toBeGreaterThan(90);
    expect(retries).toBeLessThanOrEqual(500 * 0.2 + 5 + 1);
  });
});
