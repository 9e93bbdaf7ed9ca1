import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { dataFolder } from './data-folder.ts';
import type { FurtherHost } from './further-host.ts';
import { freePorts } from './ports.ts';
import { startableNginx } from './startables.ts';

/** Milliseconds to finish what it has begun. */
const patience = 30_000;

/**
 * Starts a further nginx in front of a shop's monoliths, as a second zone has one. It ends with this process.
 * @param given.data the data folder of the shop, which has to run
 * @param given.monoliths the names of the instances: `monolith`, `monolith-2`
 * @throws {Error} if it does not become ready
 */
export async function startFurtherNginx({ data, name, monoliths }: { readonly data: string; readonly name: string; readonly monoliths: readonly string[] }): Promise<FurtherHost> {
  const folder = dataFolder(data);
  const own = { ...folder, nginx: join(data, name), log: () => folder.log(name) };
  mkdirSync(own.nginx, { recursive: true });
  const [port = 0] = await freePorts(1);
  const instances = monoliths.map((monolith) => Number(parseEnv(readFileSync(folder.environment(monolith), 'utf8'))['PORT']));
  const nginx = startableNginx({ port, instances, folder: own });
  const started = await nginx.start();
  const stop = async () => void (await started.stop(patience));
  try {
    await nginx.untilReady(started, new AbortController().signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { name, pid: started.pid, url: nginx.url, stop };
}
