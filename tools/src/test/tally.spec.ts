import { describe, expect, it } from '@jest/globals';
import { failedFiles, onceMore, tallyOf, total, type JestResult } from './tally.ts';

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
    const result = { ...clean, testResults: [{ name: 'a.spec.ts', status: 'passed', assertionResults }] };
    expect(tallyOf(result, { passed: true }).skipped).toEqual(['is skipped', 'is to be written']);
  });

  describe('after its failed files were run once more', () => {
    const file = (name: string, ...statuses: readonly string[]) => ({
      name,
      status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
      assertionResults: statuses.map((status, index) => ({ status, fullName: `${name} ${index}` })),
    });
    const ran = (...testResults: JestResult['testResults']) => {
      const count = (wanted: string) => testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === wanted).length;
      const result = { numPassedTests: count('passed'), numFailedTests: count('failed'), numRuntimeErrorTestSuites: testResults.filter(({ assertionResults }) => assertionResults.length === 0).length, testResults };
      return { result, tally: tallyOf(result, { passed: testResults.every(({ status }) => status === 'passed') }) };
    };
    const first = ran(file('a', 'passed', 'failed', 'failed'), file('b', 'passed'), file('c'));

    it('is of those files only', () => {
      expect(failedFiles(first.result)).toEqual(['a', 'c']);
    });

    it('names what passed then, and counts it as passed', () => {
      expect(onceMore(first, ran(file('a', 'passed', 'passed', 'passed'), file('c', 'passed')))).toEqual({ passed: 5, failed: 0, skipped: [], unsteady: ['a 1', 'a 2', 'c'] });
    });

    it('leaves failed what failed again', () => {
      expect(onceMore(first, ran(file('a', 'passed', 'failed', 'passed'), file('c')))).toMatchObject({ passed: 3, failed: 2, unsteady: ['a 2'] });
    });

    it('forgives nothing if that run came to nothing', () => {
      expect(onceMore(first, { result: undefined, tally: tallyOf(undefined, { passed: false }) })).toMatchObject({ passed: 2, failed: 3, unsteady: [] });
    });
  });

  it('is added to those of other checks', () => {
    expect(total([{ passed: 3, failed: 1 }, { passed: 1, failed: 0 }])).toEqual({ passed: 4, failed: 1 });
  });
});
