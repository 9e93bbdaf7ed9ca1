import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../start/root.ts';
import { run, type Outcome } from './stage.ts';
import { tallyOf, type JestResult, type Tally } from './tally.ts';

/** A run of jest, and what it counted. */
export interface JestRun extends Outcome {
  readonly tally: Tally;
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
  return { ...outcome, tally: tallyOf(result, outcome) };
}
