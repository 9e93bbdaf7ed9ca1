/** What jest writes with --json, as far as it is counted here. */
export interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Files that could not be run at all: none of their tests is counted as failed. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Checks counted. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Tests that were not run, by name. */
  readonly skipped: readonly string[];
  /** Tests that failed beside others and passed when their file was run once more alone. */
  readonly unsteady?: readonly string[];
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

/** The files in which something failed. */
export function failedFiles({ testResults }: JestResult): string[] {
  return testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

/** The tests that failed, by name; a file that could not be run counts as one. */
function failedTests({ testResults }: JestResult): string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => (assertionResults.length === 0 ? [name] : assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)));
}

/** The tally of a run whose failed files were run once more: what failed again has failed, the rest is unsteady. */
export function onceMore(first: { readonly tally: Tally; readonly result: JestResult }, again: { readonly tally: Tally; readonly result: JestResult | undefined }): Tally {
  const failedAgain = new Set(again.result ? failedTests(again.result) : failedTests(first.result));
  const unsteady = failedTests(first.result).filter((test) => !failedAgain.has(test));
  return { ...first.tally, passed: first.tally.passed + unsteady.length, failed: Math.max(again.tally.failed, failedAgain.size), unsteady };
}

/** Adds up what several checks counted. */
export function total(counts: readonly Pick<Tally, 'passed' | 'failed'>[]): Pick<Tally, 'passed' | 'failed'> {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 });
}
