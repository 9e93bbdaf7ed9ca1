import { production } from '@banyan/infra/environments';
import { planOf } from '../replay/replay.ts';
import { exactStock } from '../replay/plan/stock-factor.ts';
import { flagHelp } from '../start/flags.ts';
import { figuresOf } from './arrivals/figures-of.ts';
import { onlineRetail } from './arrivals/online-retail.ts';
import { prices } from './data/prices.ts';
import { serviceTimes } from './data/service-times.ts';
import type { ShopModel } from './model/shop.ts';
import { sizing } from './model/sizing.ts';
import { readSizingOptions, sizingFlags, type SizingOptions } from './options.ts';
import { report } from './report.ts';

/**
 * `npm run sizing`: what production takes at multiples of a file's peak, what it costs by list price, and what ends growth. It computes; nothing
 * is started. Exit code 0, or 2 if it was called wrongly or the file cannot be read.
 */
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(['npm run sizing -- [flags]', '', ...flagHelp(sizingFlags)].join('\n'));
  process.exit(0);
}
const { options, mistakes } = readSizingOptions(args, process.cwd());
if (mistakes.length > 0) refuse(mistakes.map((mistake) => `- ${mistake}`).join('\n'));
const figures = await figuresFor(options).catch((error: Error) => refuse(error.message));
const shop: ShopModel = { region: production.home, objectives: production.objectives, times: serviceTimes, assumptions: options.assumptions };
const scaled = sizing(figures, options.times, shop);
console.log(options.json ? JSON.stringify({ arrivals: figures, assumptions: options.assumptions, serviceTimes, prices, scaled }, null, 2) : report(figures, scaled, shop));

async function figuresFor({ file }: SizingOptions): Promise<typeof onlineRetail> {
  if (file === undefined) return onlineRetail;
  return figuresOf((await planOf({ file, stock: exactStock })).orders, file);
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}
