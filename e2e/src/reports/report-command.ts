import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');

/** What a command has said. */
export interface Said {
  readonly code: number;
  readonly output: string;
}

/** A row of the report about revenue. */
export interface RevenueLine {
  readonly day: string;
  readonly country: string;
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  /** In minor units. */
  readonly revenue: number;
}

/** Runs `npm run report:extract` for a shop. @param data its data folder */
export function extract(data: string, ...flags: readonly string[]): Promise<Said> {
  return command('extract', ['--data', data, ...flags]);
}

/** Runs `npm run report:revenue` for a shop, and reads its CSV. @throws {Error} with what it said if it failed */
export async function revenue(data: string, ...flags: readonly string[]): Promise<{ readonly lines: readonly RevenueLine[]; readonly output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'banyan-revenue-'));
  try {
    const csv = join(folder, 'revenue.csv');
    const { code, output } = await command('revenue', ['--data', data, '--csv', csv, '--check', ...flags]);
    if (code !== 0) throw new Error(output);
    const [, ...lines] = (await readFile(csv, 'utf8')).trimEnd().split('\r\n');
    return { lines: lines.map(lineOf), output };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function lineOf(text: string): RevenueLine {
  const [day = '', , country = '', currency = '', orders, units, minor] = text.split(',');
  return { day, country, currency, orders: Number(orders), units: Number(units), revenue: Number(minor) };
}

const programs = { extract: 'tools/extract/src/main.ts', revenue: 'tools/src/report/revenue.ts' };

async function command(name: keyof typeof programs, args: readonly string[]): Promise<Said> {
  const options = ['--conditions=banyan-source', '--disable-warning=ExperimentalWarning', join(root, programs[name]), ...args];
  return run(process.execPath, options, { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } }).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => ({ code: error.code, output: error.stdout + error.stderr }),
  );
}
