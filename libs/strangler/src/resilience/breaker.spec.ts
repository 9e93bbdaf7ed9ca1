import { beforeEach, describe, expect, it } from '@jest/globals';
import { Breaker, type Outcome } from './breaker.ts';

let now: number;
let breaker: Breaker;
beforeEach(() => {
  now = 1_000_000;
  breaker = new Breaker({ now: () => now });
});

const call = (outcome: Outcome) => {
  const admission = breaker.admit();
  if (admission) breaker.settle(admission, outcome);
  return admission !== undefined;
};
const calls = (count: number, outcome: Outcome) => Array.from({ length: count }, () => call(outcome));
const trip = () => calls(20, 'fault');

describe('a breaker', () => {
  it('opens once half of at least twenty calls failed', () => {
    calls(10, 'answered');
    calls(9, 'fault');
    expect(breaker.state).toBe('closed');
    call('fault');
    expect(breaker.state).toBe('open');
    expect(call('answered')).toBe(false);
  });

  it('is not opened by a call that went well, though it makes them twenty', () => {
    calls(19, 'fault');
    call('answered');
    expect(breaker.state).toBe('closed');
    call('fault');
    expect(breaker.state).toBe('open');
  });

  it('stays closed when a target answers again after an outage, while the good calls before it are forgotten', () => {
    calls(30, 'answered');
    now += 5_000;
    calls(25, 'fault');
    now += 6_000;
    expect(calls(50, 'answered')).not.toContain(false);
    expect(breaker.state).toBe('closed');
  });

  it('stays closed while fewer than half fail', () => {
    for (let round = 0; round < 100; round++) {
      calls(11, 'answered');
      calls(9, 'fault');
    }
    expect(breaker.state).toBe('closed');
  });

  it('stays closed when a target with few calls fails them all', () => {
    for (let minute = 0; minute < 100; minute++) {
      call('fault');
      now += 60_000;
    }
    expect(breaker.state).toBe('closed');
  });

  it('takes a refusal for a sign of life, and a call that was not sent for none', () => {
    calls(11, 'refused');
    calls(9, 'fault');
    calls(100, 'unsent');
    expect(breaker.state).toBe('closed');
    calls(2, 'fault');
    expect(breaker.state).toBe('open');
  });

  it('says how long it stays open', () => {
    trip();
    expect(breaker.triesAgainIn).toBe(5_000);
    now += 4_999;
    expect(breaker.triesAgainIn).toBe(1);
    expect(breaker.state).toBe('open');
    expect(call('answered')).toBe(false);
    now += 1;
    expect(breaker.triesAgainIn).toBe(0);
    expect(breaker.state).toBe('halfOpen');
  });

  it('lets three probes through at a time', () => {
    trip();
    now += 5_000;
    const probes = [1, 2, 3, 4].map(() => breaker.admit());
    expect(probes.map((probe) => probe !== undefined)).toEqual([true, true, true, false]);
    breaker.settle(probes[0]!, 'answered');
    expect(call('unsent')).toBe(true);
  });

  it('closes after three good probes, and has forgotten what was before', () => {
    trip();
    now += 5_000;
    calls(2, 'answered');
    call('unsent');
    expect(breaker.state).toBe('halfOpen');
    call('refused');
    expect(breaker.state).toBe('closed');
    calls(19, 'fault');
    expect(breaker.state).toBe('closed');
  });

  it('opens again with the first bad probe, for as long as before', () => {
    trip();
    now += 5_000;
    calls(2, 'answered');
    call('fault');
    expect(breaker.triesAgainIn).toBe(5_000);
  });

  it('takes no notice of calls from before it opened', () => {
    const early = Array.from({ length: 6 }, () => breaker.admit()!);
    trip();
    for (const admission of early.slice(0, 3)) breaker.settle(admission, 'fault');
    now += 5_000;
    const probe = breaker.admit()!;
    for (const admission of early.slice(3)) breaker.settle(admission, 'answered');
    expect(breaker.state).toBe('halfOpen');
    breaker.settle(probe, 'fault');
    expect(breaker.state).toBe('open');
  });

  it('is not kept open by a clock that went back', () => {
    trip();
    now -= 600_000;
    expect(breaker.state).toBe('halfOpen');
    expect(call('answered')).toBe(true);
  });
});
