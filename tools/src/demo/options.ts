import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { readFlags, type Flag } from '../start/flags.ts';

/** How a demo is run. */
export interface DemoOptions {
  /** Absolute path of the file whose orders are played; generated ones if left out. */
  readonly file?: string;
  /** Fewer steps and smaller gates. */
  readonly quick: boolean;
  /** Whether the data folder stays. */
  readonly keep: boolean;
  /** Absolute path of the data folder. */
  readonly data: string;
}

const ownData = '.banyan/demo';

/** The flags of `npm run demo`. */
export const demoFlags = {
  file: { value: '<file>', does: 'play the orders of this .csv, .csv.gz or .xlsx, as npm run replay does; generated ones if left out' },
  quick: { does: 'fewer steps and smaller gates' },
  keep: { does: 'leave the data folder, with the logs, where it is' },
  data: { value: '<folder>', does: `where everything is kept meanwhile, an empty folder; ${ownData} if left out` },
} as const satisfies Readonly<Record<string, Flag>>;

/** Reads the command line of `npm run demo`; `mistakes` lists everything that is wrong with it. */
export function readDemoOptions(args: readonly string[], { folder }: { readonly folder: string }): { readonly options: DemoOptions; readonly mistakes: readonly string[] } {
  const { given, words, mistakes } = readFlags(args, demoFlags);
  const [file, data] = [given.get('file'), given.get('data')];
  return {
    options: {
      ...(file === undefined ? {} : { file: resolve(folder, file) }),
      quick: given.has('quick'),
      keep: given.has('keep'),
      data: resolve(folder, data ?? ownData),
    },
    mistakes: [
      ...mistakes,
      ...words.map((word) => `'${word}' is not expected here. To play a file: npm run demo -- --file ${word}`),
      ...(data === undefined || isEmpty(resolve(folder, data)) ? [] : [`--data ${data} is not an empty folder, and a demo deletes its folder. Name a new one.`]),
    ],
  };
}

function isEmpty(path: string): boolean {
  return !existsSync(path) || readdirSync(path).length === 0;
}
