import { flagHelp } from '../start/flags.ts';
import { removeDataFolder } from '../start/index.ts';
import { parentGone } from '../start/parent-gone.ts';
import { root, shown } from '../start/root.ts';
import { demo } from './demo.ts';
import { Narrator } from './narrator.ts';
import { demoFlags, readDemoOptions, type DemoOptions } from './options.ts';
import { isFlawless, table } from './table.ts';

/**
 * `npm run demo`: shows how modules are moved out of a shop that sells, and back. Exit code 0 if no request failed and
 * every planted fault was found, 1 if not or if it was broken off, 2 if it was called wrongly.
 */
const args = process.argv.slice(2);

if (args.includes('--help')) {
  process.stdout.write(`${['npm run demo -- [flags]', '', ...flagHelp(demoFlags)].join('\n')}\n`);
  process.exit(0);
}
process.exit(await run());

async function run(): Promise<number> {
  const { options, mistakes } = readDemoOptions(args, { folder: root });
  if (mistakes.length > 0) {
    process.stderr.write(`Nothing was started:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}\n`);
    return 2;
  }
  const stopping = new AbortController();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  parentGone(() => stopping.abort());

  const narrator = new Narrator(process.stdout, () => performance.now());
  try {
    const result = await demo(options, { narrator, signal: stopping.signal });
    process.stdout.write(`\n${table(result)}\n`);
    return end(options, isFlawless(result));
  } catch (error) {
    process.stderr.write(stopping.signal.aborted ? '\nBroken off; everything is stopped.\n' : `\n${(error as Error).message}\n`);
    return end(options, false, stopping.signal.aborted);
  }
}

/** The logs of what went wrong stay. */
function end({ data, keep }: DemoOptions, isGood: boolean, brokenOff = false): number {
  if (keep || !(isGood || brokenOff)) process.stdout.write(`\nThe logs are in ${shown(data)}/logs.\n`);
  else removeDataFolder(data);
  return isGood ? 0 : 1;
}
