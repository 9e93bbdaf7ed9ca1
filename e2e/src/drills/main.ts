import { stockFactor } from '@banyan/tools/replay';
import { ordersToPlay } from '../replayed/orders-to-play.ts';
import { drills } from './drills.ts';
import { drillHelp, readDrillOptions } from './options.ts';
import { told, wrongIn } from './told.ts';

/**
 * `npm run drill`: rehearses on this machine what ops may have to do, while a real shop sells. Exit code 0 if no order was lost, 1 if one was or
 * something did not add up, 2 if it was called wrongly.
 */
const args = process.argv.slice(2);
const { options, mistakes } = readDrillOptions(args, process.cwd());
if (args.includes('--help') || mistakes.length > 0) {
  process.stderr.write(`${(args.includes('--help') ? drillHelp() : [...mistakes, '', 'npm run drill -- --help tells what there is.']).join('\n')}\n`);
  process.exit(args.includes('--help') ? 0 : 2);
}

// Twice what is sold, since whoever looks on buys too.
const plan = await ordersToPlay(stockFactor('2')!, { named: options.file, ...(options.orders === undefined ? {} : { orders: options.orders }) });
for (const name of options.names) {
  console.log(`${name}: ${drills[name]!.shows}`);
  const outcome = await drills[name]!.run({ plan, report: (line) => console.log(`  ${line}`) });
  for (const line of told(outcome)) console.log(`  ${line}`);
  const wrong = wrongIn(outcome);
  for (const line of wrong) console.log(`  WRONG: ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
}
