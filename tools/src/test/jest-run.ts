import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../start/root.ts';
import { run, type Outcome } from './stage.ts';
import { failedFiles, onceMore, tallyOf, type JestResult, type Tally } from './tally.ts';

/** A run of jest, and what it counted. */
export interface JestRun extends Outcome {
  readonly tally: Tally;
  /** Undefined if jest ended without one. */
  readonly result: JestResult | undefined;
}

/** So many failed files at most may have failed by chance. */
const byChance = 3;

/**
 * Runs jest as {@link runJest} does, and the few files in which something failed once more, one after the other: a machine that stalls
 * fails now and then a test which waits for something real. What passes then is named in the tally, so that it can be mended.
 */
export async function runJestPatiently(name: string, args: readonly string[]): Promise<JestRun> {
  const first = await runJest(name, args);
  const { result } = first;
  const files = result ? failedFiles(result) : [];
  if (!result || files.length === 0 || files.length > byChance) return first;
  console.log(`once more, alone: ${files.join(', ')}`);
  const again = await runJest(`${name} once more`, ['--runTestsByPath', ...files, '--maxWorkers=1']);
  const tally = onceMore({ tally: first.tally, result }, again);
  return { ...first, passed: tally.failed === 0, tally };
}

/**
 * Runs jest, whose words go straight to the terminal, and keeps its result in `.banyan/test-results/<name>.json`.
 * @param args which tests, and how
 */
export async function runJest(name: string, args: readonly string[]): Promise<JestRun> {
  const file = join(root, '.banyan', 'test-results', `${name.replaceAll(' ', '-')}.json`);
  await mkdir(dirname(file), { recursive: true });
  await rm(file, { force: true });
  const outcome = await run(
    {
      name,
      node: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      program: 'node_modules/jest/bin/jest.js',
      args: ['--json', `--outputFile=${file}`, ...args],
    },
    { shown: true },
  );
  const result = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as JestResult) : undefined;
  return { ...outcome, result, tally: tallyOf(result, outcome) };
}
