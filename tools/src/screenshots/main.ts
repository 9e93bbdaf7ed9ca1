import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from '../browser/start-browser.ts';
import { removeDataFolder } from '../start/remove-data-folder.ts';
import { root } from '../start/root.ts';
import { startShop } from '../start/shop.ts';
import { firstPage } from './first-page.ts';
import { photographConsole } from './photograph-console.ts';
import { photographStorefront } from './photograph-storefront.ts';
import { stagedShop } from './staged-shop.ts';

/** `npm run screenshots`: photographs the pages of shops that it starts, into docs/storefront and docs/console, or into the one that is named. */
const say = (line: string) => console.log(line);
const all = { storefront, console: consolePages };
const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(all, name));
if (unknown.length > 0) {
  console.error(`Nothing was started: '${unknown.join(' ')}' is none of ${Object.keys(all).join(', ')}.`);
  process.exit(2);
}
for (const [name, pages] of Object.entries(all)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const data = await mkdtemp(join(tmpdir(), 'banyan-screenshots-'));
  try {
    await pages(data, join(root, 'docs', name));
  } finally {
    removeDataFolder(data);
    await rm(data, { recursive: true, force: true });
  }
}

/** Says as well what the first page costs. */
async function storefront(data: string, folder: string): Promise<void> {
  const shop = await startShop({ split: ['orders'], via: 'http', replies: 'http', port: 0, storefront: 0, data, fresh: false, demo: true }, { environment: process.env, report: say });
  const browser = await startBrowser();
  const url = shop.storefrontUrl!;
  const cost = await firstPage(browser, url);
  say(`The first page takes ${cost.script} bytes of script and ${cost.all} bytes in all on the wire, and shows the first product ${Math.round(cost.firstProduct)} ms after it was asked for.`);
  await photographStorefront({ browser, url, folder, report: say });
  await browser.close();
  await shop.stop();
}

async function consolePages(data: string, folder: string): Promise<void> {
  const shop = await stagedShop(data, say);
  const browser = await startBrowser();
  await photographConsole({ browser, url: shop.consoleUrl, folder, report: say }, shop.token);
  await browser.close();
  await shop.stop();
}
