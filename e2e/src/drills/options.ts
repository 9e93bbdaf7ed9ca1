import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { flagHelp, readFlags, type Flag } from '@banyan/tools/start';
import { drills } from './drills.ts';

const flags = {
  file: { value: '<file>', does: 'which orders are played meanwhile, a file that npm run replay takes; generated ones if left out' },
  orders: { value: '<n>', does: 'how many orders are generated; 300 if left out' },
} as const satisfies Readonly<Record<string, Flag>>;

export interface DrillOptions {
  readonly names: readonly string[];
  /** Absolute path of the file of orders. */
  readonly file?: string;
  /** How many are generated without one. */
  readonly orders?: number;
}

/** Reads the command line of `npm run drill`; `mistakes` lists everything that is wrong with it. @param folder from which paths lead */
export function readDrillOptions(args: readonly string[], folder: string): { readonly options: DrillOptions; readonly mistakes: readonly string[] } {
  const { given, words, mistakes } = readFlags(args, flags);
  const [file, orders] = [given.get('file'), given.get('orders')];
  return {
    options: { names: words.filter((word) => word in drills), ...(file === undefined ? {} : { file: resolve(folder, file) }), ...(orders === undefined ? {} : { orders: Number(orders) }) },
    mistakes: [
      ...mistakes,
      ...(words.length === 0 ? [`Name a drill. There are: ${Object.keys(drills).join(', ')}.`] : []),
      ...words.filter((word) => !(word in drills)).map((word) => `'${word}' is no drill. There are: ${Object.keys(drills).join(', ')}.`),
      ...(file === undefined || existsSync(resolve(folder, file)) ? [] : [`--file ${file}: there is no such file.`]),
      ...(orders === undefined || /^[1-9]\d{0,5}$/.test(orders) ? [] : [`--orders ${orders} is not a number of orders; write --orders 60.`]),
      ...(file === undefined || orders === undefined ? [] : ['--orders is for orders that are generated; leave it out beside --file.']),
    ],
  };
}

/** What `--help` says. */
export function drillHelp(): string[] {
  const width = Math.max(...Object.keys(drills).map((name) => name.length));
  return ['npm run drill -- <drill …> [flags]', '', ...Object.entries(drills).map(([name, { shows }]) => `  ${name.padEnd(width)}  ${shows}`), '', ...flagHelp(flags)];
}
