import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readFlags, type Flag } from '../start/flags.ts';
import { assumptions as usual, type Assumptions } from './data/assumptions.ts';

export interface SizingOptions {
  /** Absolute path of the file whose orders arrive; the figures of Online Retail if left out. */
  readonly file?: string;
  /** By how much its load is multiplied. */
  readonly times: readonly number[];
  readonly assumptions: Assumptions;
  readonly json: boolean;
}

/** The flags of `npm run sizing`. */
export const sizingFlags = {
  file: { value: '<file>', does: 'whose orders arrive, a file that npm run replay takes; figures of Online Retail if left out' },
  times: { value: '<n,…>', does: 'by how much its load is multiplied; 1,10,100 if left out' },
  reads: { value: '<n>', does: `pages of products that are read for each order; ${usual.readsPerOrder} if left out` },
  provider: { value: '<ms>', does: `milliseconds that the payment company takes; ${usual.provider * 1_000} if left out` },
  speed: { value: '<factor>', does: `how quick a core at AWS is, by the one that was measured on; ${usual.coreSpeed} if left out` },
  json: { does: 'print everything as JSON' },
} as const satisfies Readonly<Record<string, Flag>>;

const defaultTimes = '1,10,100';
/** More would not fit into a line. */
const mostTimes = 3;
const aNumber = /^\d{1,6}(\.\d{1,4})?$/;

/** Reads the command line of `npm run sizing`; `mistakes` lists everything that is wrong with it. @param folder from which paths lead */
export function readSizingOptions(args: readonly string[], folder: string): { readonly options: SizingOptions; readonly mistakes: readonly string[] } {
  const { given, words, mistakes } = readFlags(args, sizingFlags);
  const file = given.get('file');
  const times = (given.get('times') ?? defaultTimes).split(',');
  const wrong = (name: 'reads' | 'provider' | 'speed', isRight: (value: number) => boolean, example: string) => {
    const value = given.get(name);
    return value === undefined || (aNumber.test(value) && isRight(Number(value))) ? [] : [`--${name} ${value} is not ${example}`];
  };
  return {
    options: {
      ...(file === undefined ? {} : { file: resolve(folder, file) }),
      times: times.map(Number),
      assumptions: {
        readsPerOrder: Number(given.get('reads') ?? usual.readsPerOrder),
        provider: given.has('provider') ? Number(given.get('provider')) / 1_000 : usual.provider,
        coreSpeed: Number(given.get('speed') ?? usual.coreSpeed),
      },
      json: given.has('json'),
    },
    mistakes: [
      ...mistakes,
      ...words.map((word) => `'${word}' is not expected here; name a file with --file ${word}.`),
      ...(file === undefined || existsSync(resolve(folder, file)) ? [] : [`--file ${file}: there is no such file.`]),
      ...(times.every((often) => aNumber.test(often) && Number(often) > 0) && times.length <= mostTimes ? [] : [`--times ${times.join(',')} is not a list of up to three factors; write --times 1,10,100.`]),
      ...wrong('reads', () => true, 'a number of pages; write --reads 200.'),
      ...wrong('provider', () => true, 'a number of milliseconds; write --provider 200.'),
      ...wrong('speed', (value) => value > 0, 'a factor above 0; write --speed 0.8.'),
    ],
  };
}
