import { resolve } from 'node:path';
import { flagHelp, readFlags, type Flag } from '@banyan/tools/start';
import { faults, notHere } from '../catalogue/index.ts';
import { defects, harmless, planted } from '../sabotage/planted.ts';

const flags = {
  fault: { value: '<numbers>', does: 'which faults, with commas: F04,F27; one that the seed chooses if left out, all with --full' },
  seed: { value: '<n>', does: 'decides everything that is drawn; any if left out, and printed' },
  seconds: { value: '<n>', does: 'for how long shoppers send orders; 15 if left out, and more where a fault needs it' },
  minutes: { value: '<n>', does: 'after which no further run is begun; without end if left out' },
  busy: { does: 'the machine has other work: let everybody wait longer, and the shop refuse orders' },
  full: { does: 'every fault with every seed; what the folder has results of is not run again' },
  seeds: { value: '<n>', does: 'how many seeds --full runs, from --seed on; 20 if left out' },
  sabotage: { value: '<words>', does: 'a mistake that the hosts are given, by words of its name; looked for under its own fault if none is named' },
  folder: { value: '<folder>', does: 'where runs and results are written down; .banyan/faults if left out, .banyan/sabotage with a mistake' },
} as const satisfies Readonly<Record<string, Flag>>;

/** What `npm run faults` is asked to do. */
export interface FaultOptions {
  /** By their numbers; empty if the seed is to choose one. */
  readonly faults: readonly string[];
  readonly seeds: readonly number[];
  readonly seconds: number;
  /** Minutes after which no further run is begun. */
  readonly minutes: number;
  readonly busy: boolean;
  readonly full: boolean;
  /** The name of a mistake that the hosts are given. */
  readonly sabotage?: string;
  /** An absolute path. */
  readonly folder: string;
}

/** Reads the command line; `mistakes` lists everything that is wrong with it. @param given.anySeed taken where none is given */
export function readFaultOptions(args: readonly string[], { anySeed, folder }: { readonly anySeed: number; readonly folder: string }): { readonly options: FaultOptions; readonly mistakes: readonly string[] } {
  const { given, words, mistakes } = readFlags(args, flags);
  const full = given.has('full');
  const named = [...(given.get('fault') ?? '').split(','), ...words].map((word) => word.trim()).filter(Boolean);
  const number = (name: 'seed' | 'seconds' | 'minutes' | 'seeds', otherwise: number) => Number(given.get(name) ?? otherwise);
  const first = number('seed', full ? 1 : anySeed);
  const meant = mistakesMeant(given.get('sabotage'));
  const mistake = meant.length === 1 ? meant[0] : undefined;
  return {
    options: {
      faults: named.length > 0 ? named : full ? faults.map((fault) => fault.number) : mistake ? [mistake.fault] : [],
      seeds: Array.from({ length: full ? number('seeds', 20) : 1 }, (_, index) => first + index),
      seconds: number('seconds', 15),
      minutes: number('minutes', Infinity),
      busy: given.has('busy'),
      full,
      ...(mistake ? { sabotage: mistake.name } : {}),
      folder: resolve(folder, given.get('folder') ?? (mistake ? '.banyan/sabotage' : '.banyan/faults')),
    },
    mistakes: [
      ...mistakes,
      ...named.flatMap(unknownFault),
      ...(['seed', 'seconds', 'minutes', 'seeds'] as const).flatMap((name) => (/^\d{1,9}$/.test(given.get(name) ?? '1') ? [] : [`--${name} ${given.get(name)} is not a whole number.`])),
      ...(given.get('seconds') === '0' ? ['--seconds 0 leaves no time for an order; give at least 1.'] : []),
      ...(given.has('sabotage') && meant.length !== 1 ? [`--sabotage '${given.get('sabotage')}' names ${meant.length} mistakes; give words of one: ${(meant.length > 1 ? meant : planted).map(({ name }) => name).join('; ')}.`] : []),
      ...(given.has('sabotage') && full ? ['--sabotage is for single runs: with --full a shop without mistakes is held to its promises.'] : []),
      ...(given.has('seeds') && !full ? ['--seeds is for --full; a single run has one seed.'] : []),
    ],
  };
}

/** The mistake of this name, or those with these words in their names. */
function mistakesMeant(words: string | undefined) {
  const exact = planted.filter(({ name }) => name === words);
  return words === undefined || exact.length > 0 ? exact : planted.filter(({ name }) => name.includes(words));
}

function unknownFault(number: string): string[] {
  if (faults.some((fault) => fault.number === number)) return [];
  const left = notHere.find((fault) => fault.number === number);
  return [left ? `${number} cannot be brought about here: ${left.because}` : `'${number}' is no fault. There are: ${faults.map((fault) => fault.number).join(', ')}.`];
}

/** What `--help` says. */
export function faultHelp(): string[] {
  const wrapped = (number: string, what: string) => `  ${number}  ${what}`;
  return [
    'npm run faults -- [flags]',
    '',
    ...flagHelp(flags),
    '',
    ...faults.map(({ number, does }) => wrapped(number, does)),
    '',
    'Not here:',
    ...notHere.map(({ number, does, because }) => wrapped(number, `${does}: ${because}`)),
    '',
    'Mistakes for --sabotage, and the faults that bring them to light:',
    ...defects.map(({ fault, name }) => wrapped(fault, name)),
    '',
    'Mistakes that do no harm:',
    ...harmless.map(({ fault, name, because }) => wrapped(fault, `${name}: ${because}`)),
    '',
    'For example: npm run faults -- --fault F04 --seed 7',
    `             npm run faults -- --sabotage '${defects[0]!.name}' --seed 1`,
  ];
}
