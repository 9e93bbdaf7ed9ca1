import { randomInt } from 'node:crypto';
import { flagHelp } from '../start/flags.ts';
import { root, shown } from '../start/root.ts';
import { generateFile } from './generate-file.ts';
import { generatorFlags, readGeneratorOptions } from './options.ts';

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
  const lines = await generateFile(options);
  process.stdout.write(`Wrote ${lines} lines with ${options.orders} orders to ${shown(options.out)}; seed ${options.seed}.\n`);
  return 0;
}
