import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faults } from '../catalogue/index.ts';
import { Chance } from '../run/chance.ts';
import { playRun } from '../run/play-run.ts';
import type { FaultOptions } from './options.ts';
import { brokenResult, resultOf, type Result } from './result.ts';
import { keyOf, ResultsFile } from './results-file.ts';
import { tableOf, tableText } from './table.ts';

/**
 * Plays the runs that were asked for, one after the other, and writes down the result of each at once. At the end it tells all results that
 * are in the folder, as a table: `table.txt` and `table.json`.
 * @returns those of the runs that were asked for
 */
export async function playAll({ faults: named, seeds, seconds, minutes, busy, full, sabotage, folder }: FaultOptions, report: (line: string) => void): Promise<Result[]> {
  const file = new ResultsFile(folder);
  const asked = seeds.flatMap((seed) => (named.length > 0 ? named : [chosenBy(seed)]).map((fault) => ({ fault, seed })));
  const done = full ? await file.done() : new Set<string>();
  const end = Date.now() + minutes * 60_000;
  for (const run of asked) {
    if (done.has(keyOf(run))) continue;
    if (Date.now() > end) {
      report(`${minutes} minutes are over. Ask for the same again to go on.`);
      break;
    }
    const result = await playRun({ ...run, seconds, busy, ...(sabotage === undefined ? {} : { sabotage }), folder: file.runFolder(run), report: (line) => report(`  ${line}`) }).then(resultOf, (error: unknown) => brokenResult(run.fault, run.seed, error));
    await file.append(result);
    for (const line of told(result, file.runFolder(run), sabotage)) report(line);
  }
  const results = await file.all();
  const rows = tableOf(results);
  await writeFile(join(folder, 'table.json'), `${JSON.stringify(rows, null, 2)}\n`);
  await writeFile(join(folder, 'table.txt'), `${tableText(rows)}\n`);
  if (full) report(`\n${tableText(rows)}`);
  const keys = new Set(asked.map(keyOf));
  return results.filter((result) => keys.has(keyOf(result)));
}

const chosenBy = (seed: number) => new Chance(seed, 'which fault').oneOf(faults).number;

function told({ fault, seed, shop, verdict, orders, accepted, refused, drained, why }: Result, folder: string, sabotage: string | undefined): string[] {
  const drain = drained === null ? 'not drained' : `drained in ${drained} ms`;
  return [
    `${fault}, seed ${seed}${shop === undefined ? '' : `, ${shop}`}: ${verdict}. ${orders} orders, ${accepted} accepted, ${refused} requests refused, ${drain}.`,
    ...(verdict === 'valid' ? [] : [...why.map((line) => `    ${line}`), `    All of it is in ${folder}. Again: npm run faults -- --fault ${fault} --seed ${seed}${sabotage === undefined ? '' : ` --sabotage '${sabotage}'`}`]),
  ];
}
