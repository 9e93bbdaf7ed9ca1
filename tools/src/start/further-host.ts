import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { bundleOf } from './bundles.ts';
import { dataFolder } from './data-folder.ts';
import { freePorts } from './ports.ts';
import { root } from './root.ts';
import type { ModuleHost } from './routing.ts';
import { startProcess, untilReady } from './supervise.ts';

/** One more process of a host that a shop runs already. */
export interface FurtherHost {
  /** Of its log. */
  readonly name: string;
  readonly pid: number;
  /** Where a monolith answers shoppers, and any other host its neighbours. */
  readonly url: string;
  /** Has it finish what it has begun. */
  stop(): Promise<void>;
}

/** Which host is started once more, and what is to be different about it. */
export interface FurtherHostSpec {
  /** The data folder of the shop, which has to run. */
  readonly data: string;
  readonly host: ModuleHost;
  /** What its log is called: `monolith-2`. */
  readonly name: string;
  /** Settings that take the place of the first one's. @param environment those of the first one */
  readonly settings?: (environment: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** The program to run instead of the host's own. */
  readonly program?: string;
}

/** Milliseconds for it to become ready, and to finish what it has begun. */
const patience = 60_000;
const portNames = ['PORT', 'OPERATOR_PORT', 'CONTROL_PORT', 'INTERNAL_PORT', 'INTERNAL_TCP_PORT'];

/**
 * Starts a further instance of a host: with the environment of the first one, and ports of its own. It ends with this process.
 * @throws {Error} with the end of its log if it does not become ready
 */
export async function startFurtherHost({ data, host, name, settings = () => ({}), program = bundleOf(host) }: FurtherHostSpec): Promise<FurtherHost> {
  const folder = dataFolder(data);
  const first = parseEnv(readFileSync(folder.environment(host), 'utf8')) as Record<string, string>;
  const taken = portNames.filter((port) => port in first);
  const ports = await freePorts(taken.length);
  const own = Object.fromEntries(taken.map((port, index) => [port, String(ports[index])]));
  const lastGood: Record<string, string> = 'ROUTING_LAST_GOOD' in first ? { ROUTING_LAST_GOOD: join(folder.routes, `${name}.routes`) } : {};
  const environment: Record<string, string> = { ...first, ...own, ...lastGood, ...settings(first) };

  const log = folder.log(name);
  const started = await startProcess({ name, args: ['--enable-source-maps', program], folder: root, environment, log });
  const url = `http://127.0.0.1:${environment['PORT'] ?? environment['INTERNAL_PORT']}`;
  const stop = async () => void (await started.stop(patience));
  try {
    await untilReady(started, { url: `${url}/health/ready`, log, patience, signal: new AbortController().signal });
  } catch (error) {
    await stop();
    throw error;
  }
  return { name, pid: started.pid, url, stop };
}
