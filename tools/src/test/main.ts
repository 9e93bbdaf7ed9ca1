import { runJest, type JestRun } from './jest-run.ts';
import { run, type Outcome, type Stage } from './stage.ts';
import { total } from './tally.ts';

/**
 * `npm test`: builds, checks types, lints and runs the tests (`npm test -- modules/catalog` runs only some of those). What
 * tests need of the system is installed first if this is root, else named.
 * Nothing stops it before the end; the last line says what came of it all. Exit code 0 if everything passed, else 1.
 */
const system: Stage = { name: 'system', program: 'tools/src/system/main.ts', args: [], node: ['--disable-warning=ExperimentalWarning'] };
const build: Stage = { name: 'build', program: 'node_modules/@nestjs/cli/bin/nest.js', args: ['build', '--all'] };
const pages = ['storefront', 'console'].map((app): Stage => ({ name: app, program: 'tools/src/pages/build.ts', args: [app] }));
const types: Stage = { name: 'types', program: 'node_modules/typescript/bin/tsc', args: ['-p', '.'] };
const pagesTypes = ['storefront', 'console'].map((app): Stage => ({ name: `types of the ${app}`, program: 'tools/src/pages/check.ts', args: [app] }));
const lint: Stage = { name: 'lint', program: 'node_modules/eslint/bin/eslint.js', args: ['.'] };
const asked = process.argv.slice(2);

// The tests of running shops run what was built, and others what was installed, so they come last. A shop has several
// processes that are to have the machine to themselves, so those tests come one file after the other.
const checks = (await Promise.all([inTurn(system), inTurn(build, ...pages), inTurn(types, ...pagesTypes, lint)])).flat();
const tests =
  asked.length > 0
    ? [await tested('tests', asked)]
    : [await tested('tests', ['(?<!\\.e2e)\\.spec\\.ts$']), await tested('tests of running shops', ['\\.e2e\\.spec\\.ts$', '--maxWorkers=1'])];

for (const test of tests.flatMap(({ tally }) => tally.skipped)) console.log(`not run: ${test}`);
for (const { name, passed } of [...checks, ...tests]) if (!passed) console.log(`failed: ${name}`);
const { passed, failed } = total([...checks.map((check) => ({ passed: Number(check.passed), failed: Number(!check.passed) })), ...tests.map(({ tally }) => tally)]);
console.log(`${passed} passed, ${failed} failed`);
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

async function tested(name: string, args: readonly string[]): Promise<JestRun> {
  console.log(`${name} …`);
  return runJest(name, args);
}
