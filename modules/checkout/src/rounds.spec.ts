import { describe, expect, it } from '@jest/globals';
import { rounds } from './rounds.ts';

/** Rounds that the test ends one by one. */
function endless(pauseMs: number) {
  const begun: PromiseWithResolvers<void>[] = [];
  const errors: unknown[] = [];
  let heard = Promise.withResolvers<void>();
  const work = () => {
    const round = Promise.withResolvers<void>();
    begun.push(round);
    heard.resolve();
    heard = Promise.withResolvers();
    return round.promise;
  };
  return { begun, errors, next: () => heard.promise, rounds: rounds({ pauseMs, work, onError: (error) => errors.push(error) }) };
}

describe('rounds', () => {
  it('begin at once and follow each other, also after one that failed', async () => {
    const { begun, errors, next, rounds: running } = endless(1);
    running.start();
    expect(begun).toHaveLength(1);
    const second = next();
    begun[0]!.reject(new Error('no'));
    await second;
    begun[1]!.resolve();
    await running.stop();
    expect(errors).toEqual([new Error('no')]);
    expect(begun).toHaveLength(2);
  });

  it('end with the one under way', async () => {
    const { begun, rounds: running } = endless(1);
    running.start();
    let stopped = false;
    const stop = running.stop().then(() => (stopped = true));
    await Promise.resolve();
    expect(stopped).toBe(false);
    begun[0]!.resolve();
    await stop;
    expect(begun).toHaveLength(1);
  });

  it('may be stopped without having begun', async () => {
    const { begun, rounds: never } = endless(1);
    await never.stop();
    expect(begun).toEqual([]);
  });
});
