import { resolve } from 'node:path';
import { readFlags, type Flag } from '../start/flags.ts';

export interface GeneratorOptions {
  /** Orders that a replay of the file plays. */
  readonly orders: number;
  /** From 0 to 4,294,967,295. */
  readonly seed: number;
  /** Absolute path of the file to write. */
  readonly out: string;
  /** Whether each country pays in its own currency. */
  readonly currencies: boolean;
}

/** The flags of `npm run generate`. */
export const generatorFlags = {
  orders: { value: '<n>', does: 'how many orders a replay of the file plays; 500 if left out' },
  seed: { value: '<n>', does: 'the same seed gives the same file; a random one if left out' },
  out: { value: '<file>', does: 'where to write it, as .csv or .csv.gz' },
  currencies: { does: 'each country pays in its own currency, in a column Currency' },
} as const satisfies Readonly<Record<string, Flag>>;

const largestSeed = 0xffff_ffff;

/** Reads the command line of `npm run generate`; `mistakes` lists everything that is wrong with it. */
export function readGeneratorOptions(
  args: readonly string[],
  { folder, randomSeed }: { readonly folder: string; readonly randomSeed: number },
): { readonly options: GeneratorOptions; readonly mistakes: readonly string[] } {
  const { given, words, mistakes } = readFlags(args, generatorFlags);
  const orders = given.get('orders') ?? '500';
  const seed = given.get('seed') ?? String(randomSeed);
  const out = given.get('out') ?? '';
  return {
    options: { orders: Number(orders), seed: Number(seed), out: resolve(folder, out), currencies: given.has('currencies') },
    mistakes: [
      ...mistakes,
      ...words.map((word) => `'${word}' is not expected here; npm run generate takes flags only.`),
      ...(/^[1-9]\d{0,6}$/.test(orders) ? [] : [`--orders ${orders} is not a number from 1 to 9999999; write --orders 500.`]),
      ...(/^\d{1,10}$/.test(seed) && Number(seed) <= largestSeed ? [] : [`--seed ${seed} is not a whole number from 0 to ${largestSeed}.`]),
      ...(/\.csv(\.gz)?$/.test(out) ? [] : ['--out must name a file that ends in .csv or .csv.gz: --out orders.csv.gz']),
    ],
  };
}
