import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { flagHelp, readFlags, type Flag } from '../start/flags.ts';
import { proofNames, proofs, type ProofName } from './proofs.ts';

const flags = {
  minutes: { value: '<n>', does: 'for how long store-away keeps the store away; 5 if left out' },
  orders: { value: '<file>', does: 'which orders outages and nemesis play, a file that npm run replay takes; generated ones if left out' },
  seed: { value: '<n>', does: 'which keys and calls are drawn; any if left out, and printed' },
} as const satisfies Readonly<Record<string, Flag>>;

export interface ProofOptions {
  readonly names: readonly ProofName[];
  readonly minutes: string;
  readonly seed: string;
  /** Absolute path of the file. */
  readonly orders?: string;
}

/** Reads the command line of `npm run proofs`; all proofs are meant if none is named. @param given.anySeed taken where none is given @param given.folder from which paths lead */
export function readProofOptions(args: readonly string[], { anySeed, folder }: { readonly anySeed: number; readonly folder: string }): { readonly options: ProofOptions; readonly mistakes: readonly string[] } {
  const { given, words, mistakes } = readFlags(args, flags);
  const orders = given.get('orders');
  const isProof = (word: string): word is ProofName => (proofNames as readonly string[]).includes(word);
  return {
    options: {
      names: words.length === 0 ? proofNames : words.filter(isProof),
      minutes: given.get('minutes') ?? '5',
      seed: given.get('seed') ?? String(anySeed),
      ...(orders === undefined ? {} : { orders: resolve(folder, orders) }),
    },
    mistakes: [
      ...mistakes,
      ...words.filter((word) => !isProof(word)).map((word) => `'${word}' is no proof. There are: ${proofNames.join(', ')}.`),
      ...(orders === undefined || existsSync(resolve(folder, orders)) ? [] : [`--orders ${orders}: there is no such file.`]),
      ...[...given].filter(([name, value]) => name !== 'orders' && !/^\d{1,9}$/.test(value)).map(([name, value]) => `--${name} ${value} is not a whole number.`),
    ],
  };
}

/** What `--help` says. */
export function proofHelp(): string[] {
  const width = Math.max(...proofNames.map((name) => name.length));
  return [
    'npm run proofs -- [proof …] [flags]',
    '',
    ...proofNames.map((name) => `  ${name.padEnd(width)}  ${proofs[name].shows}`),
    '',
    ...flagHelp(flags),
    '',
    'For example: npm run proofs -- changes store-away --minutes 1',
  ];
}
