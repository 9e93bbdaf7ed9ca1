import { flagHelp, readFlags, type Flag } from '../start/flags.ts';
import { proofNames, proofs, type ProofName } from './proofs.ts';

const flags = {
  minutes: { value: '<n>', does: 'for how long store-away keeps the store away; 5 if left out' },
  seed: { value: '<n>', does: 'which keys and calls are drawn; any if left out, and printed' },
} as const satisfies Readonly<Record<string, Flag>>;

export interface ProofOptions {
  readonly names: readonly ProofName[];
  readonly minutes: string;
  readonly seed: string;
}

/** Reads the command line of `npm run proofs`; all proofs are meant if none is named. @param anySeed taken where none is given */
export function readProofOptions(args: readonly string[], anySeed: number): { readonly options: ProofOptions; readonly mistakes: readonly string[] } {
  const { given, words, mistakes } = readFlags(args, flags);
  const isProof = (word: string): word is ProofName => (proofNames as readonly string[]).includes(word);
  return {
    options: {
      names: words.length === 0 ? proofNames : words.filter(isProof),
      minutes: given.get('minutes') ?? '5',
      seed: given.get('seed') ?? String(anySeed),
    },
    mistakes: [
      ...mistakes,
      ...words.filter((word) => !isProof(word)).map((word) => `'${word}' is no proof. There are: ${proofNames.join(', ')}.`),
      ...[...given].filter(([, value]) => !/^\d{1,9}$/.test(value)).map(([name, value]) => `--${name} ${value} is not a whole number.`),
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
