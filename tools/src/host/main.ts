import { dataFolder } from '../start/data-folder.ts';
import { readFlags } from '../start/flags.ts';
import { shopFlags, shopOptions } from '../start/options.ts';
import { root } from '../start/root.ts';
import { runningShop } from '../start/running.ts';

/** `npm run host -- <name>`: has the running shop start one of its hosts again that has ended, as it was. */
const { given, words, mistakes } = readFlags(process.argv.slice(2), { data: shopFlags.data });
const { options } = shopOptions(given, { folder: root });
const [name, ...more] = words;

if (name === undefined || more.length > 0 || mistakes.length > 0) {
  process.stderr.write(`${[...mistakes, 'Name one host: npm run host -- orders [--data <folder>]'].join('\n')}\n`);
  process.exit(2);
}
try {
  const shop = await runningShop(dataFolder(options.data).running);
  if (!shop) throw new Error(`No shop runs on ${options.data}. Start it: npm start -- --split orders,catalog`);
  const host = await shop.startHost(name);
  process.stdout.write(`${host.name} runs (pid ${host.pid}) at ${host.url}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
