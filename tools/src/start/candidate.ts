import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { buildHosts, bundleOf } from './bundles.ts';
import { dataFolder } from './data-folder.ts';
import { readerUrlOf } from './database-urls.ts';
import type { FurtherHost } from './further-host.ts';
import { databaseUrlName, type SplitName } from './modules.ts';
import { root } from './root.ts';
import { keptSecrets } from './secrets.ts';
import { startProcess, untilReady } from './supervise.ts';

/** A build of a module's host that answers only what it is asked for comparison. */
export interface CandidateSpec {
  /** The data folder of the shop, which has to run. */
  readonly data: string;
  readonly module: SplitName;
  /** As a target, and of its log: `catalog-next`. */
  readonly name: string;
  /** Where it is asked. */
  readonly port: number;
  /** The build; that of this workspace if left out. */
  readonly program?: string;
}

/** Milliseconds for it to become ready, and to finish what it has begun. */
const patience = 60_000;

/**
 * The complete environment of a candidate: the module's data with a login that can only read, no queues and no store of routes. What its
 * module asks of others goes to home, marked as what it is.
 * @throws {Error} if no shop was started on the data folder
 */
export function candidateEnvironment({ data, module, port }: Pick<CandidateSpec, 'data' | 'module' | 'port'>): Record<string, string> {
  const folder = dataFolder(data);
  const home = parseEnv(readFileSync(folder.environment('monolith'), 'utf8')) as Record<string, string>;
  const database = databaseUrlName(module);
  return {
    CANDIDATE: 'true',
    INTERNAL_PORT: String(port),
    INTERNAL_BIND: '127.0.0.1',
    INTERNAL_KEYS: home['INTERNAL_KEYS']!,
    [database]: readerUrlOf(module, home[database]!, keptSecrets(folder.secrets)),
    ROUTES: JSON.stringify({ version: 1, routes: { [`${module}.*`]: { kind: 'remote', target: module } } }),
    TARGETS: JSON.stringify({ monolith: `http://127.0.0.1:${home['INTERNAL_PORT']}` }),
    LOG_LEVEL: home['LOG_LEVEL'] ?? 'info',
    DRAIN_MS: home['DRAIN_MS'] ?? '0',
  };
}

/**
 * Starts a candidate beside a running shop. It ends with this process.
 * @throws {Error} with the end of its log if it does not become ready
 */
export async function startCandidate({ program, ...spec }: CandidateSpec, report: (line: string) => void): Promise<FurtherHost> {
  const { data, module, name, port } = spec;
  const log = dataFolder(data).log(name);
  const environment = candidateEnvironment(spec);
  if (program === undefined) await buildHosts([module], report);
  const started = await startProcess({ name, args: ['--enable-source-maps', program ?? bundleOf(module)], folder: root, environment, log });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => void (await started.stop(patience));
  try {
    await untilReady(started, { url: `${url}/health/ready`, log, patience, signal: new AbortController().signal });
  } catch (error) {
    await stop();
    throw error;
  }
  return { name, pid: started.pid, url, stop };
}
