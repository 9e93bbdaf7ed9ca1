import { existsSync } from 'node:fs';
import { dataFolder } from '../start/data-folder.ts';
import { shopFlags, shopOptions } from '../start/options.ts';
import { readFlags } from '../start/flags.ts';
import { startCandidate } from '../start/candidate.ts';
import { root } from '../start/root.ts';
import { runningShop } from '../start/running.ts';
import { candidateFlags, candidateIn } from './candidate-options.ts';

/**
 * `npm run host -- <name>`: has the running shop start one of its hosts again that has ended, as it was. With `--candidate <name>` it runs a
 * build of the module's host that may only be shadowed, until it is told to stop.
 */
const { given, words, mistakes } = readFlags(process.argv.slice(2), { data: shopFlags.data, ...candidateFlags });
const { options } = shopOptions(new Map([...given].filter(([name]) => name === 'data') as [keyof typeof shopFlags, string][]), { folder: root });
const [name, ...more] = words;
const candidate = candidateIn(given, name ?? '', { data: options.data, folder: root });

const wrong = [...mistakes, ...candidate.mistakes];
if (name === undefined || more.length > 0 || wrong.length > 0) {
  process.stderr.write(`${[...wrong, 'Name one host: npm run host -- orders [--data <folder>]'].join('\n')}\n`);
  process.exit(2);
}
try {
  const { running, environment } = dataFolder(options.data);
  const shop = await runningShop(running);
  if (!shop || !existsSync(environment('monolith'))) throw new Error(`No shop runs on ${options.data}. Start it: npm start -- --split orders,catalog`);
  if (candidate.spec) {
    const host = await startCandidate(candidate.spec, (line) => process.stdout.write(`${line}\n`));
    process.stdout.write(`${host.name} (pid ${host.pid}) answers at ${host.url} what it is asked for comparison, and nothing else. Ctrl-C stops it.\n`);
    await new Promise((resolve) => (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).forEach((signal) => process.once(signal, resolve)));
    await host.stop();
  } else {
    const host = await shop.startHost(name);
    process.stdout.write(`${host.name} runs (pid ${host.pid}) at ${host.url}\n`);
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
process.exit(0);
