import { latenessOf, runExtract, type ExtractOutcome } from '@banyan/reporting';
import { flagHelp } from '../../src/start/flags.ts';
import { root } from '../../src/start/root.ts';
import { moduleReports } from '../../src/report/module-reports.ts';
import { extractFlags, readExtractOptions } from '../../src/report/options.ts';
import { shopToReport } from '../../src/report/shop-to-report.ts';

/**
 * `npm run report:extract`: writes what has changed since the last time into files for reports. Exit code 0 if it did or nothing has
 * changed, 1 if not, 2 if it was called wrongly.
 */
const args = process.argv.slice(2);
const { options, mistakes } = readExtractOptions(args, root);
if (args.includes('--help') || mistakes.length > 0) {
  const help = ['npm run report:extract -- [flags]', '', ...flagHelp(extractFlags)];
  process.stderr.write(`${(args.includes('--help') ? help : mistakes).join('\n')}\n`);
  process.exit(args.includes('--help') ? 0 : 2);
}

try {
  const { atMostBehind, allowWriter, anew } = options;
  const outcome = await runExtract({ ...shopToReport(options, process.env), atMostBehind, allowWriter, anew, reports: moduleReports });
  process.stdout.write(`${told(outcome).join('\n')}\n`);
} catch (error) {
  process.stderr.write(`Nothing was extracted: ${(error as Error).message}\n`);
  process.exit(1);
}

function told(outcome: ExtractOutcome): string[] {
  if (outcome.kind === 'nothingNew') {
    const { asOf, behind, last } = outcome;
    return [`Nothing has changed since run ${last.run} (${latenessOf({ asOf: asOf.toISOString(), behind })}).`];
  }
  const { run, begins, files } = outcome.manifest;
  return [
    ...files.map(({ module, table, rows, bytes }) => `${`${module}.${table}`.padEnd(24)}  ${String(rows).padStart(9)} rows  ${String(bytes).padStart(10)} bytes`),
    `Run ${run} is written${begins ? ', and holds everything' : ''} (${latenessOf(outcome.manifest)}).`,
  ];
}
