import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../start/root.ts';
import { run, type Outcome, type Stage } from './stage.ts';
import { tallyOf, type JestResult } from './tally.ts';

/**
 * `npm test`: builds, checks types, lints and runs the tests (`npm test -- modules/catalog` runs only some of those).
 * Nothing stops it before the end; the last line says what came of it all. Exit code 0 if everything passed, else 1.
 */
const results = join(root, '.banyan', 'test-results.json');

const build: Stage = { name: 'build', program: '@nestjs/cli/bin/nest.js', args: ['build', '--all'] };
const types: Stage = { name: 'types', program: 'typescript/bin/tsc', args: ['-p', '.'] };
const lint: Stage = { name: 'lint', program: 'eslint/bin/eslint.js', args: ['.'] };
const tests: Stage = {
  name: 'tests',
  node: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  program: 'jest/bin/jest.js',
  args: ['--json', `--outputFile=${results}`, ...process.argv.slice(2)],
};

await mkdir(dirname(results), { recursive: true });
await rm(results, { force: true });

// The tests of running shops run what was built, so they come last.
const checks = (await Promise.all([inTurn(build), inTurn(types, lint)])).flat();
console.log('tests …');
const jest = await run(tests, { shown: true });
const tally = tallyOf(await jestResult(), jest);

for (const test of tally.skipped) console.log(`not run: ${test}`);
for (const { name, passed } of [...checks, jest]) if (!passed) console.log(`failed: ${name}`);
const failed = tally.failed + checks.filter(({ passed }) => !passed).length;
console.log(`${tally.passed + checks.filter(({ passed }) => passed).length} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function inTurn(...stages: readonly Stage[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const stage of stages) {
    const outcome = await run(stage, { shown: false });
    outcomes.push(outcome);
    console.log(outcome.passed ? `${stage.name}: passed` : `${stage.name}: failed\n${outcome.output}`);
  }
  return outcomes;
}

async function jestResult(): Promise<JestResult | undefined> {
  return existsSync(results) ? (JSON.parse(await readFile(results, 'utf8')) as JestResult) : undefined;
}
