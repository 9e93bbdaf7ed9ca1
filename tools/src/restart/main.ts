import { dataFolder } from '../start/data-folder.ts';
import { readFlags } from '../start/flags.ts';
import { shopFlags, shopOptions } from '../start/options.ts';
import { root } from '../start/root.ts';
import { runningShop } from '../start/running.ts';

/**
 * `npm run restart -- <name>`: has the running shop stop a host and start it again; `monolith` means all its instances, one after the
 * other, so that shoppers notice nothing. Exit code 0 once all are ready, 1 if one is not, 2 if it was called wrongly.
 */
const { given, words, mistakes } = readFlags(process.argv.slice(2), { data: shopFlags.data });
const { options } = shopOptions(given, { folder: root });
const [name, ...more] = words;
if (name === undefined || more.length > 0 || mistakes.length > 0) {
  process.stderr.write(`${[...mistakes, 'Name one host: npm run restart -- monolith [--data <folder>]'].join('\n')}\n`);
  process.exit(2);
}
try {
  const shop = await runningShop(dataFolder(options.data).running);
  if (!shop) throw new Error(`No shop runs on ${options.data}. Start it: npm start -- --instances 3`);
  for (const host of await shop.restartHost(name)) process.stdout.write(`${host.name} was restarted (pid ${host.pid}) at ${host.url}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
process.exit(0);
