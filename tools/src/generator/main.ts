import { randomInt } from 'node:crypto';
import { columns, currencyColumn } from '../replay/file/columns.ts';
import { flagHelp } from '../start/flags.ts';
import { root, shown } from '../start/root.ts';
import { generateRows } from './invoices.ts';
import { generatorFlags, readGeneratorOptions } from './options.ts';
import { writeRows } from './write-rows.ts';

/** `npm run generate`: writes a file of invoices for `npm run replay`. Exit code 2 if it was called wrongly. */
const args = process.argv.slice(2);

if (args.includes('--help')) {
  process.stdout.write(`${['npm run generate -- [flags]', '', ...flagHelp(generatorFlags)].join('\n')}\n`);
  process.exit(0);
}
process.exit(await run());

async function run(): Promise<number> {
  const { options, mistakes } = readGeneratorOptions(args, { folder: root, randomSeed: randomInt(2 ** 32) });
  if (mistakes.length > 0) {
    process.stderr.write(`Nothing was written:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}\n`);
    return 2;
  }
  const lines = await writeRows(options.out, generateRows(options), options.currencies ? [...columns, currencyColumn] : columns);
  process.stdout.write(`Wrote ${lines} lines with ${options.orders} orders to ${shown(options.out)}; seed ${options.seed}.\n`);
  return 0;
}
