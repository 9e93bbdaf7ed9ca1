import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { root } from '../start/root.ts';
import { proofHelp, readProofOptions, type ProofOptions } from './options.ts';
import { proofs, type Proof, type ProofName } from './proofs.ts';

/**
 * `npm run proofs`: holds a real shop to what it promises, at full length, and prints the figures.
 * Exit code 0 if every promise was kept, 1 if one was broken, 2 if it was called wrongly.
 */
const args = process.argv.slice(2);
const { options, mistakes } = readProofOptions(args, { anySeed: randomInt(1_000_000_000), folder: process.cwd() });
if (args.includes('--help') || mistakes.length > 0) {
  process.stderr.write(`${[...(args.includes('--help') ? [] : [...mistakes, '']), ...proofHelp()].join('\n')}\n`);
  process.exit(args.includes('--help') ? 0 : 2);
}

console.log(`The seed is ${options.seed}.`);
const broken: ProofName[] = [];
for (const name of options.names) {
  console.log(`\n${name}: ${proofs[name].shows}`);
  if ((await run(proofs[name], options)) !== 0) broken.push(name);
}
console.log(broken.length === 0 ? '\nEvery promise was kept.' : `\nBroken: ${broken.join(', ')}`);
process.exitCode = broken.length === 0 ? 0 : 1;

function run({ file, tests }: Proof, { minutes, seed, orders }: ProofOptions): Promise<number> {
  const jest = spawn(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js')],
      ...['--runInBand', '--testMatch', join(root, file), ...(tests === undefined ? [] : ['--testNamePattern', tests])],
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, BANYAN_MINUTES: minutes, BANYAN_SEED: seed, ...(orders === undefined ? {} : { BANYAN_ORDERS: orders }) } },
  );
  return new Promise((resolve) => jest.on('exit', (code) => resolve(code ?? 1)));
}
