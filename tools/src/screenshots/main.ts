import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder } from '../start/remove-data-folder.ts';
import { root } from '../start/root.ts';
import { startShop } from '../start/shop.ts';
import { startBrowser } from '../browser/start-browser.ts';
import { firstPage } from './first-page.ts';
import { photograph } from './photograph.ts';

/** `npm run screenshots`: starts a shop, photographs its pages into docs/storefront, and says what the first page costs. */
const data = await mkdtemp(join(tmpdir(), 'banyan-screenshots-'));
const say = (line: string) => console.log(line);
try {
  const shop = await startShop({ split: ['orders'], via: 'http', replies: 'http', port: 0, storefront: 0, data, fresh: false, demo: true }, { environment: process.env, report: say });
  const browser = await startBrowser();
  const cost = await firstPage(browser, shop.storefrontUrl!);
  say(`The first page takes ${cost.script} bytes of script and ${cost.all} bytes in all on the wire, and shows the first product ${Math.round(cost.firstProduct)} ms after it was asked for.`);
  await photograph(browser, shop.storefrontUrl!, join(root, 'docs', 'storefront'), say);
  await browser.close();
  await shop.stop();
} finally {
  removeDataFolder(data);
  await rm(data, { recursive: true, force: true });
}
