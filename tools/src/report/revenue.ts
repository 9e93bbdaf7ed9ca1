import { writeFileSync } from 'node:fs';
import { dailyRevenue, damagedFiles, inMajorUnits, latenessOf, placeAt, revenueAsCsv, type DailyRevenue } from '@banyan/reporting';
import { flagHelp } from '../start/flags.ts';
import { root } from '../start/root.ts';
import { readRevenueOptions, revenueFlags } from './options.ts';

/**
 * `npm run report:revenue`: what confirmed orders came to, by day, country and currency, from the extracts. Exit code 0 if the figures
 * are there, 1 if not or a file is damaged, 2 if it was called wrongly.
 */
const args = process.argv.slice(2);
const { options, mistakes } = readRevenueOptions(args, root);
if (args.includes('--help') || mistakes.length > 0) {
  const help = ['npm run report:revenue -- [flags]', '', ...flagHelp(revenueFlags)];
  process.stderr.write(`${(args.includes('--help') ? help : mistakes).join('\n')}\n`);
  process.exit(args.includes('--help') ? 0 : 2);
}

try {
  const place = placeAt(options.of, { endpoint: options.endpoint, folder: options.data });
  for (const damage of options.check ? await damagedFiles(place) : []) {
    process.stderr.write(`${damage}\n`);
    process.exitCode = 1;
  }
  const revenue = await dailyRevenue(place);
  process.stdout.write(`${table(revenue).join('\n')}\n`);
  if (options.csv !== undefined) writeFileSync(options.csv, revenueAsCsv(revenue.rows));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

function table({ rows, openFrom, ...lateness }: DailyRevenue): string[] {
  const country = Math.max(7, ...rows.map((row) => row.country.length));
  const line = (cells: readonly [string, string, string, string, string, string]) => {
    const [day, where, currency, orders, units, amount] = cells;
    return `${day.padEnd(11)} ${where.padEnd(country)}  ${currency.padEnd(8)} ${orders.padStart(7)} ${units.padStart(9)} ${amount.padStart(16)}`.trimEnd();
  };
  return [
    line(['day (UTC)', 'country', 'currency', 'orders', 'units', 'revenue']),
    ...rows.map(({ day, country: where, currency, orders, units, revenue }) => line([`${day}${day >= openFrom ? '*' : ''}`, where, currency, String(orders), String(units), inMajorUnits(revenue, currency)])),
    '',
    `Confirmed orders, ${latenessOf(lateness)}. * may still grow.`,
  ];
}
