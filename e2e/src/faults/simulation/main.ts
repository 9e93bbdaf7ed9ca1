import { writeFile } from 'node:fs/promises';
import { help, readOptions, type Options } from './options.ts';
import { commandFor, wrongsOf } from './report.ts';
import { simulate } from './simulate.ts';

type One = Extract<Options, { kind: 'one' }>;
type Many = Extract<Options, { kind: 'many' }>;

/** Seeds between two words of progress. */
const progressEach = 500;

/**
 * `npm run simulate`: plays runs of the shop in virtual time. Exit code 0 if all promises were kept, 1 if one was broken, 2 if
 * it was called wrongly.
 */
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return 2;
  }
  return options.kind === 'one' ? playOne(options) : playMany(options);
}

async function playOne({ seed, defect, log, history }: One): Promise<number> {
  const run = await simulate({ seed, verbose: log, ...(defect === undefined ? {} : { defect }) });
  for (const line of run.logged) console.log(line);
  if (history !== undefined) await writeFile(history, run.text);
  const wrongs = wrongsOf(run);
  for (const wrong of wrongs) console.log(wrong);
  console.log(`Seed ${seed}: ${run.verdict.kind}; ${run.history.events.length} events in the history, ${run.happened} in the shop.`);
  console.log(JSON.stringify(run.verdict.figures));
  return wrongs.length === 0 ? 0 : 1;
}

async function playMany({ from, count, defect }: Many): Promise<number> {
  const began = process.cpuUsage();
  const seconds = () => (process.cpuUsage(began).user / 1_000_000).toFixed(1);
  const sum = { orders: 0, happened: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const run = await simulate({ seed, ...(defect === undefined ? {} : { defect }) });
    const wrongs = wrongsOf(run);
    sum.orders += run.witnesses.orders.length;
    sum.happened += run.happened;
    const played = seed - from + 1;
    if (wrongs.length > 0) {
      for (const wrong of wrongs) console.log(wrong);
      console.log(`Seed ${seed} went wrong, after ${played} of them in ${seconds()} s of computing. Again with: ${commandFor(seed, defect)}`);
      return 1;
    }
    if (played % progressEach === 0 && played < count) console.log(`${played} seeds in ${seconds()} s of computing.`);
  }
  console.log(`${count} seeds from ${from} on went well, in ${seconds()} s of computing: ${sum.orders} orders, ${sum.happened} events.`);
  return 0;
}
