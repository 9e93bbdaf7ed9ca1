import { describe, expect, it } from '@jest/globals';
import { RequestTally } from './request-tally.ts';

function tallied() {
  let now = 0;
  const tally = new RequestTally(() => now);
  const request = (takes: number, failure?: string) => () => {
    now += takes;
    return failure === undefined ? Promise.resolve('answer') : Promise.reject(new Error(failure));
  };
  return { tally, request };
}

describe('the tally of requests', () => {
  it('counts each request once and hands its answer on', async () => {
    const { tally, request } = tallied();
    expect(await tally.count(request(3))).toBe('answer');
    expect([tally.requests, tally.failed]).toEqual([1, 0]);
  });

  it('counts a failed one, throws what it threw, and keeps what the first five said', async () => {
    const { tally, request } = tallied();
    for (let number = 1; number <= 7; number++) await expect(tally.count(request(1, `no ${number}`))).rejects.toThrow(`no ${number}`);
    expect([tally.requests, tally.failed]).toEqual([7, 7]);
    expect(tally.failures).toEqual(['no 1', 'no 2', 'no 3', 'no 4', 'no 5']);
  });

  it('times a request in the phase in which it was made', async () => {
    const { tally, request } = tallied();
    tally.enter('home');
    for (let number = 0; number < 99; number++) await tally.count(request(4));
    let answer = (_: string): void => undefined;
    const underWay = tally.count(() => new Promise<string>((resolve) => (answer = resolve)));
    tally.enter('away');
    await tally.count(request(50));
    answer('late');
    await underWay;
    expect([tally.requestsIn('home'), tally.requestsIn('away'), tally.requestsIn('moving')]).toEqual([100, 1, 0]);
    expect(tally.latencyIn('home')).toEqual({ p50: 4, p99: 4 });
    expect(tally.latencyIn('away')).toEqual({ p50: 50, p99: 50 });
  });
});
