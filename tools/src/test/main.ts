import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../start/root.ts';
import { run, type Outcome, type Stage } from './stage.ts';
import { tallyOf, type JestResult } from './tally.ts';

/**
 * `npm test`: builds, checks types, lints and runs the tests (`npm test -- modules/catalog` runs only some of those). What
 * tests need of the system is installed first if this is root, else named.
 * Nothing stops it before the end; the last line says what came of it all. Exit code 0 if everything passed, else 1.
 */
const results = join(root, '.banyan', 'test-results.json');

const system: Stage = { name: 'system', program: 'tools/src/system/main.ts', args: [], node: ['--disable-warning=ExperimentalWarning'] };
const build: Stage = { name: 'build', program: 'node_modules/@nestjs/cli/bin/nest.js', args: ['build', '--all'] };
const types: Stage = { name: 'types', program: 'node_modules/typescript/bin/tsc', args: ['-p', '.'] };
const lint: Stage = { name: 'lint', program: 'node_modules/eslint/bin/eslint.js', args: ['.'] };
const tests: Stage = {
  name: 'tests',
  node: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  program: 'node_modules/jest/bin/jest.js',
  args: ['--json', `--outputFile=${results}`, ...process.argv.slice(2)],
};

await mkdir(dirname(results), { recursive: true });
await rm(results, { force: true });

// The tests of running shops run what was built, and others what was installed, so they come last.
const checks = (await Promise.all([inTurn(system), inTurn(build), inTurn(types, lint)])).flat();
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
