/** What jest writes with --json, as far as it is counted here. */
export interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Files that could not be run at all: none of their tests is counted as failed. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Checks counted. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Tests that were not run, by name. */
  readonly skipped: readonly string[];
}

/**
 * Counts the tests of a run of jest. A file that could not be run is one failure, and so is a run that failed with
 * no failure to show for it.
 * @param result undefined if jest ended without one
 */
export function tallyOf(result: JestResult | undefined, { passed }: { readonly passed: boolean }): Tally {
  if (!result) return { passed: 0, failed: 1, skipped: [] };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const tests = result.testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName);
  return { passed: result.numPassedTests, failed: failed === 0 && !passed ? 1 : failed, skipped };
}

/** Adds up what several checks counted. */
export function total(counts: readonly Pick<Tally, 'passed' | 'failed'>[]): Pick<Tally, 'passed' | 'failed'> {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 });
}
