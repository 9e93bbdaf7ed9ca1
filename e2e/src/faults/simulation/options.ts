import { parseArgs } from 'node:util';
import { defects, type Defect } from './defects.ts';

export type Options = {
  readonly defect: Defect | undefined;
} & (
  | { readonly kind: 'one'; readonly seed: number; readonly log: boolean; readonly history: string | undefined }
  | { readonly kind: 'many'; readonly from: number; readonly count: number }
);

export const help = `npm run simulate -- --seed 1121               plays one seed and says what went wrong
npm run simulate -- --seeds 10000 --from 1    plays many, and stops at the first that goes wrong

  --seed n         the seed
  --log            tells also what happened in the shop (with --seed)
  --history file   writes the history as a file (with --seed)
  --seeds n        how many seeds
  --from n         the first of them; 1 if left out
  --defect name    gives the shop a mistake on purpose: ${Object.keys(defects).join(', ')}`;

/** Reads the command's options. @throws {Error} that says what is wrong with them */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string' }, seeds: { type: 'string' }, from: { type: 'string' }, defect: { type: 'string' }, history: { type: 'string' }, log: { type: 'boolean', default: false } },
  });
  const { defect } = values;
  if (defect !== undefined && !Object.hasOwn(defects, defect)) throw new Error(`There is no defect '${defect}'. There are: ${Object.keys(defects).join(', ')}.`);
  const chosen = { defect: defect as Defect | undefined };
  if (values.seed !== undefined) return { ...chosen, kind: 'one', seed: whole('seed', values.seed), log: values.log, history: values.history };
  if (values.seeds === undefined) throw new Error('Say which seed is to be played, with --seed, or how many, with --seeds.');
  return { ...chosen, kind: 'many', count: whole('seeds', values.seeds), from: whole('from', values.from ?? '1') };
}

function whole(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new Error(`--${name} is '${text}'; give a whole number.`);
}
