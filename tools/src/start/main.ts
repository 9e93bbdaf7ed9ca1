import { announcement } from './announcement.ts';
import { flagHelp } from './flags.ts';
import { StartMistakes, startMistakes } from './mistakes.ts';
import { readShopOptions, startFlags } from './options.ts';
import { parentGone } from './parent-gone.ts';
import { root } from './root.ts';
import { startShop } from './shop.ts';

/** `npm start`: runs a shop until it is told to stop. Exit code 0 after a stop, 1 if it failed, 2 if it was called wrongly. */
const args = process.argv.slice(2);
const say = (line: string) => void process.stdout.write(`${line}\n`);

if (args.includes('--help')) {
  say(['npm start -- [flags]', '', ...flagHelp(startFlags)].join('\n'));
  process.exit(0);
}
process.exit(await run());

async function run(): Promise<number> {
  const { options, mistakes } = readShopOptions(args, { folder: root });
  const all = [...mistakes, ...startMistakes(options, process.env)];
  if (all.length > 0) return refuse(all);

  const stopping = new AbortController();
  // A terminal that was closed must not keep the shop from being stopped in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  parentGone(() => stopping.abort());
  try {
    const shop = await startShop(options, { environment: process.env, report: say, signal: stopping.signal });
    say(announcement(shop, options, process.uptime()));
    await aborted(stopping.signal);
    say('\nStopping …');
    await shop.stop();
    say('Stopped.');
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) {
      say('Stopped before the shop was ready.');
      return 0;
    }
    if (error instanceof StartMistakes) return refuse(error.mistakes);
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

function refuse(mistakes: readonly string[]): number {
  process.stderr.write(`The shop was not started:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}\n`);
  return 2;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
