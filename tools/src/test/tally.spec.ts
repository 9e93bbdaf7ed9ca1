import { describe, expect, it } from '@jest/globals';
import { tallyOf, total, type JestResult } from './tally.ts';

const clean: JestResult = { numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };

describe('the tally of a run of jest', () => {
  it('counts what passed and what failed', () => {
    expect(tallyOf({ ...clean, numFailedTests: 2 }, { passed: false })).toEqual({ passed: 3, failed: 2, skipped: [] });
  });

  it('counts a file that could not be run as a failure', () => {
    expect(tallyOf({ ...clean, numRuntimeErrorTestSuites: 1 }, { passed: false }).failed).toBe(1);
  });

  it('counts a run that failed without a failed test as a failure', () => {
    expect(tallyOf(clean, { passed: false }).failed).toBe(1);
  });

  it('counts a run that left no result as a failure', () => {
    expect(tallyOf(undefined, { passed: true })).toEqual({ passed: 0, failed: 1, skipped: [] });
  });

  it('names the tests that were not run', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'is run' },
      { status: 'pending', fullName: 'is skipped' },
      { status: 'todo', fullName: 'is to be written' },
    ];
    const result = { ...clean, testResults: [{ name: 'a.spec.ts', assertionResults }] };
    expect(tallyOf(result, { passed: true }).skipped).toEqual(['is skipped', 'is to be written']);
  });

  it('is added to those of other checks', () => {
    expect(total([{ passed: 3, failed: 1 }, { passed: 1, failed: 0 }])).toEqual({ passed: 4, failed: 1 });
  });
});
