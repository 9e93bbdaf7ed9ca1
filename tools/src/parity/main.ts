import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { flagHelp, readFlags } from '../start/flags.ts';
import { root } from '../start/root.ts';

/**
 * `npm run test:parity`: plays all stories and random sequences of shopper actions in every placement there is, and
 * compares each answer and each row. Exit code 0 if nothing differs, 1 if something does, 2 if it was called wrongly.
 */
const flags = {
  sequences: { value: '<n>', does: 'random sequences in each placement; 1000 if left out' },
  seed: { value: '<n>', does: 'which sequences; any if left out, and printed' },
} as const;

const args = process.argv.slice(2);
const { given, words, mistakes } = readFlags(args, flags);
const sequences = given.get('sequences') ?? '1000';
const wrong = [
  ...mistakes,
  ...words.map((word) => `'${word}' is not expected here; npm run test:parity takes flags only.`),
  ...[...given].filter(([, value]) => !/^\d{1,9}$/.test(value)).map(([name, value]) => `--${name} ${value} is not a whole number.`),
];
if (args.includes('--help') || wrong.length > 0) {
  process.stderr.write(`${[...(args.includes('--help') ? [] : wrong), 'npm run test:parity -- [flags]', '', ...flagHelp(flags)].join('\n')}\n`);
  process.exit(args.includes('--help') ? 0 : 2);
}

const jest = spawn(
  process.execPath,
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'), '--runInBand', 'e2e/src/placements.e2e'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, BANYAN_PARITY: 'full', BANYAN_SEQUENCES: sequences, ...(given.has('seed') ? { BANYAN_SEED: given.get('seed') } : {}) } },
);
jest.on('exit', (code) => process.exit(code ?? 1));
