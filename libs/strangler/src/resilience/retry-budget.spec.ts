import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RetryBudget } from './retry-budget.ts';

const withdrawals = (budget: RetryBudget, tries: number) => Array.from({ length: tries }, () => budget.withdraw()).filter(Boolean).length;
const deposits = (budget: RetryBudget, calls: number) => Array.from({ length: calls }, () => budget.deposit());

describe('a retry budget', () => {
  it('gives one retry for five calls', () => {
    const budget = new RetryBudget({ now: () => 0, reservePerSecond: 0 });
    deposits(budget, 4);
    expect(budget.withdraw()).toBe(false);
    deposits(budget, 1);
    expect(withdrawals(budget, 2)).toBe(1);
  });

  it('lets a target with few calls retry once a second', () => {
    let now = 0;
    const budget = new RetryBudget({ now: () => now });
    expect(withdrawals(budget, 5)).toBe(1);
    now = 999;
    expect(withdrawals(budget, 5)).toBe(0);
    now = 1_000;
    expect(withdrawals(budget, 5)).toBe(1);
  });

  it('saves up for a hundred retries, however long all went well', () => {
    let now = 0;
    const budget = new RetryBudget({ now: () => now });
    deposits(budget, 1_000_000);
    now = 3_600_000;
    expect(withdrawals(budget, 1_000)).toBe(100 + 1);
  });

  it('saves up for no more than it may, where a retry costs no whole number of calls', () => {
    const budget = new RetryBudget({ now: () => 0, share: 0.3, savings: 2, reservePerSecond: 0 });
    deposits(budget, 100);
    expect(withdrawals(budget, 5)).toBe(2);
    deposits(budget, 3);
    expect(budget.withdraw()).toBe(false);
  });

  it('gives nothing for a clock that goes back', () => {
    let now = 600_000;
    const budget = new RetryBudget({ now: () => now });
    expect(withdrawals(budget, 5)).toBe(1);
    now = 0;
    expect(withdrawals(budget, 5)).toBe(0);
    now = 1_000;
    expect(withdrawals(budget, 5)).toBe(1);
  });

  const aStep = fc.oneof(
    { weight: 5, arbitrary: fc.constant('call' as const) },
    { weight: 5, arbitrary: fc.constant('retry' as const) },
    { weight: 1, arbitrary: fc.nat(3_000) },
  );
  const aBudget = fc.record({ share: fc.constantFrom(0.05, 0.1, 0.2, 0.3, 1), savings: fc.integer({ min: 1, max: 20 }), reservePerSecond: fc.nat(3) });

  it('keeps its bound over every span of every history, and without savings from the start', () => {
    fc.assert(
      fc.property(aBudget, fc.array(aStep, { maxLength: 200, size: 'max' }), (options, steps) => {
        let now = 0;
        const budget = new RetryBudget({ now: () => now, ...options });
        const history = [{ calls: 0, retries: 0, at: 0 }];
        for (const step of steps) {
          const { calls, retries } = history.at(-1)!;
          if (typeof step === 'number') now += step;
          if (step === 'call') budget.deposit();
          const retried = step === 'retry' && budget.withdraw();
          history.push({ calls: calls + (step === 'call' ? 1 : 0), retries: retries + (retried ? 1 : 0), at: now });
        }
        const { share, savings, reservePerSecond } = options;
        const end = history.at(-1)!;
        for (const [index, begin] of history.entries()) {
          const allowed = share * (end.calls - begin.calls) + reservePerSecond * ((end.at - begin.at) / 1_000 + 1) + (index === 0 ? 0 : savings);
          expect(end.retries - begin.retries).toBeLessThanOrEqual(allowed + 1e-9);
        }
      }),
      { numRuns: 150 },
    );
  });
});
