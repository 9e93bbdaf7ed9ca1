import { beforeEach, describe, expect, it } from '@jest/globals';
import { aContext, stock } from '../fixtures.ts';
import { failed } from './guarded-call.testing.ts';
import { operationsOf } from '../operations-of.ts';
import { Safeguards } from './safeguards.ts';

const [count, take] = operationsOf(stock) as [ReturnType<typeof operationsOf>[number], ReturnType<typeof operationsOf>[number]];

let reports: unknown[];
let safeguards: Safeguards;
beforeEach(() => {
  reports = [];
  safeguards = new Safeguards({
    now: () => 0,
    random: () => 0,
    pause: () => Promise.resolve(),
    report: (...report) => reports.push(report),
    breakers: { minimumCalls: 1 },
    limit: 1,
  });
});

const failing = (address: string) => () => Promise.reject(failed('internal', 'unknown', address));
const answering = (answer: string) => () => Promise.resolve(answer);

describe('the safeguards of a process', () => {
  it('know each operation at each target by itself', async () => {
    await expect(safeguards.guard(take, 'warehouse', failing('stock.take'))({}, aContext)).rejects.toThrow();
    safeguards.guard(count, 'warehouse', answering('counted'));
    safeguards.guard(take, 'annexe', answering('taken'));
    expect(safeguards.readings()).toEqual([
      { target: 'warehouse', address: 'stock.take', state: 'open' },
      { target: 'warehouse', address: 'stock.count', state: 'closed' },
      { target: 'annexe', address: 'stock.take', state: 'closed' },
    ]);
  });

  it('remember it when routes are compiled anew', async () => {
    await expect(safeguards.guard(take, 'warehouse', failing('stock.take'))({}, aContext)).rejects.toThrow();
    const anew = safeguards.guard(take, 'warehouse', answering('taken'), answering('home'));
    expect(await anew({}, aContext)).toBe('home');
  });

  it('bound what is under way at a target over all its operations', async () => {
    let answer: (value: string) => void = () => undefined;
    const first = safeguards.guard(count, 'warehouse', () => new Promise((resolve) => (answer = resolve)))({}, aContext);
    await expect(safeguards.guard(take, 'warehouse', answering('taken'))({}, aContext)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await safeguards.guard(take, 'annexe', answering('taken'))({}, aContext)).toBe('taken');
    answer('counted');
    expect(await first).toBe('counted');
  });

  it('share a budget for retries among the operations of a target', async () => {
    const lost = failed('unavailable', 'no', 'stock.take');
    const patient = new Safeguards({ now: () => 0, random: () => 0, pause: () => Promise.resolve(), report: (what, _because, address) => reports.push([what, address]) });
    await expect(patient.guard(take, 'warehouse', () => Promise.reject(lost))({}, aContext)).rejects.toBe(lost);
    await expect(patient.guard(count, 'warehouse', failing('stock.count'))({}, aContext)).rejects.toThrow();
    await expect(patient.guard(count, 'annexe', failing('stock.count'))({}, aContext)).rejects.toThrow();
    expect(reports).toEqual([
      ['retried', 'stock.take'],
      ['retried', 'stock.count'],
    ]);
  });

  it('report which operation and target it was', async () => {
    await expect(safeguards.guard(take, 'warehouse', failing('stock.take'))({}, aContext)).rejects.toThrow();
    await safeguards.guard(take, 'warehouse', answering('taken'), answering('home'))({}, aContext);
    expect(reports).toEqual([
      ['shortCircuited', 'openBreaker', 'stock.take', 'warehouse'],
      ['fellBack', 'openBreaker', 'stock.take', 'warehouse'],
    ]);
  });
});
