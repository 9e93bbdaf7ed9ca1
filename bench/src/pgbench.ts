import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/pgbench', '/usr/local/bin/pgbench', '/opt/homebrew/bin/pgbench'];

/** Where pgbench, PostgreSQL's own load generator, is installed. @throws {Error} that says how to install it */
export function pgbenchHere(): string {
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error('This measurement compares with pgbench. Install it: apt-get install postgresql-contrib');
  return found;
}

/**
 * Runs a script of SQL as fast as so many clients can, each statement prepared.
 * @returns transactions a second, connecting not counted
 */
export async function transactionsPerSecond(script: string, { url, clients, seconds }: { readonly url: string; readonly clients: number; readonly seconds: number }): Promise<number> {
  const given = ['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=2', `--time=${seconds}`, '--file=-', url];
  const child = spawn(pgbenchHere(), given, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(script);
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part));
  child.stderr.on('data', (part: Buffer) => (said += part));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const figure = /^tps = ([\d.]+) \(without initial connection time\)/m.exec(said)?.[1];
  if (code !== 0 || figure === undefined) throw new Error(`pgbench failed:\n${said}`);
  return Number(figure);
}
