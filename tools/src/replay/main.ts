import { writeFileSync } from 'node:fs';
import { flagHelp } from '../start/flags.ts';
import { startMistakes } from '../start/mistakes.ts';
import { parentGone } from '../start/parent-gone.ts';
import { root } from '../start/root.ts';
import { readReplayOptions, replayFlags, type ReplayOptions } from './options.ts';
import type { Plan } from './plan/plan.ts';
import { planOf, replay } from './replay.ts';
import { table } from './report/table.ts';

/**
 * `npm run replay`: plays a file of invoices to a shop as orders. Exit code 0 if every order was accepted and
 * accounted for, 1 if not, 2 if it was called wrongly or the file cannot be played.
 */
const args = process.argv.slice(2);
const say = (line: string) => void process.stdout.write(`${line}\n`);

if (args.includes('--help')) {
  say(['npm run replay -- <file.csv[.gz] or file.xlsx> [flags]', '', ...flagHelp(replayFlags)].join('\n'));
  process.exit(0);
}
process.exit(await run());

async function run(): Promise<number> {
  const { options, mistakes } = readReplayOptions(args, { folder: root, environment: process.env });
  const { stage } = options;
  const all = [...mistakes, ...(stage.kind === 'own' ? startMistakes(stage.options, process.env) : [])];
  if (all.length > 0) return refuse(`Nothing was played:\n${all.map((mistake) => `- ${mistake}`).join('\n')}`);

  say(`Reading ${options.file} …`);
  let plan: Plan;
  try {
    plan = await planOf(options);
  } catch (error) {
    return refuse((error as Error).message);
  }
  return playPlan(plan, options);
}

async function playPlan(plan: Plan, options: ReplayOptions): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  parentGone(() => stopping.abort());
  try {
    const account = await replay(plan, options, { environment: process.env, screen: process.stdout, signal: stopping.signal });
    say(table(account, plan));
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(account.report, null, 2)}\n`);
    return account.unaccounted.length + account.refused.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(stopping.signal.aborted ? 'Broken off.\n' : `${(error as Error).message}\n`);
    return 1;
  }
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}
