import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { candidateEnvironment } from '@banyan/tools/start';
import { until } from '../until.ts';
import { forward } from './forward.ts';
import type { Within } from './within.ts';

const userNamespace = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
const intoOwnNetwork = [...userNamespace, '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

/** Whether this machine lets a process have a network of its own. */
export const canWallOff = process.platform === 'linux' && spawnSync('unshare', [...intoOwnNetwork, 'true']).status === 0;

/** A build of catalog's host that runs as a candidate. */
export interface WalledCandidate {
  /** Has it end. */
  stop(): Promise<void>;
}

/** What is started, and with which walls. */
export interface WalledCandidateSpec {
  /** The data folder of the shop, which has to run. */
  readonly folder: string;
  readonly program: string;
  /** Where it is asked, as every host of the shop was told. */
  readonly port: number;
  /** What the program is told besides what every candidate is. */
  readonly more: Readonly<Record<string, string>>;
}

/**
 * Starts a candidate with a login that can only read; if this machine permits it, in a network of its own, out of which two sockets lead: for the calls
 * that come in, and to the database.
 */
export async function startWalledCandidate({ folder, program, port, more }: WalledCandidateSpec): Promise<WalledCandidate> {
  const environment: Record<string, string> = { PATH: process.env['PATH'] ?? '', ...candidateEnvironment({ data: folder, module: 'catalog', port }), ...more };
  const { hostname: host, port: databasePort } = new URL(environment['CATALOG_DATABASE_URL']!);
  const calls = { port, socket: join(folder, 'calls.sock') };
  const database = { port: Number(databasePort), socket: join(folder, 'database.sock') };
  const within: Within = { program, environment, calls, database };
  const ways = canWallOff ? [await forward({ port, host: '127.0.0.1' }, { path: calls.socket }), await forward({ path: database.socket }, { port: database.port, host })] : [];

  const log = join(folder, 'logs', 'catalog-next.log');
  const output = openSync(log, 'a');
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', fileURLToPath(new URL('within.ts', import.meta.url)), JSON.stringify(within)];
  const [command, args] = canWallOff ? ['unshare', [...intoOwnNetwork, ...node]] : [process.execPath, ['--enable-source-maps', program]];
  const child = spawn(command, args, { stdio: ['pipe', output, output], env: canWallOff ? { PATH: environment['PATH']! } : environment });
  closeSync(output);
  const ended = once(child, 'exit');

  const stop = async () => {
    child.stdin!.end();
    if (!canWallOff) child.kill('SIGTERM');
    await ended;
    await Promise.all(ways.map((way) => way.close()));
  };
  const isReady = () => child.exitCode === null && fetch(`http://127.0.0.1:${port}/health/ready`).then(({ ok }) => ok, () => false);
  try {
    await until('the candidate being ready', isReady, () => readFileSync(log, 'utf8').slice(-2_000));
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
