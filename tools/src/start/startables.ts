import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleOf } from './bundles.ts';
import type { DataFolder } from './data-folder.ts';
import { writeEnvironment } from './environment-file.ts';
import type { Startable } from './hosts.ts';
import type { HostPlan } from './plan.ts';
import type { PostgresReport } from './postgres-host.ts';
import { root } from './root.ts';
import { nginxConfiguration } from '../nginx/configuration.ts';
import { startProcess, tail, untilReady, type Supervised } from './supervise.ts';

/** Milliseconds for a host to become ready, on a busy machine too. */
const patience = 180_000;

/** A host that runs its built program with the environment of its plan, which is kept in the data folder. */
export function startableHost({ name, runs, program = bundleOf(runs), url, readyUrl, environment }: HostPlan, folder: DataFolder): Startable {
  const log = folder.log(name);
  return {
    name,
    url,
    start: () => {
      writeEnvironment(folder.environment(name), environment);
      return startProcess({ name, args: ['--enable-source-maps', program], folder: root, environment, log });
    },
    untilReady: (started, signal) => untilReady(started, { url: readyUrl, log, patience, signal }),
  };
}

/** The embedded PostgreSQL; `onReady` hears each time under which address its superuser logs in. */
export function startablePostgres(given: {
  readonly port: number;
  readonly fresh: boolean;
  readonly folder: DataFolder;
  readonly onReady: (ready: { readonly adminUrl: string; readonly notes: readonly string[] }) => void;
}): Startable {
  const { port, folder, onReady } = given;
  const log = folder.log('postgres');
  const program = join(import.meta.dirname, 'postgres-host.ts');
  let startedBefore = false;
  return {
    name: 'postgres',
    url: `postgres://127.0.0.1:${port}`,
    start: () => {
      const kept = given.fresh && !startedBefore ? 'fresh' : 'kept';
      startedBefore = true;
      const args = ['--conditions=banyan-source', program, folder.postgres, String(port), kept];
      return startProcess({ name: 'postgres', args, folder: root, environment: {}, log });
    },
    untilReady: async (started, signal) => onReady(await postgresReady(started, { log, signal })),
  };
}

/** The nginx in front of several monoliths. It counts as ready when an instance answers through it. */
export function startableNginx({ port, instances, folder }: { readonly port: number; readonly instances: readonly number[]; readonly folder: DataFolder }): Startable {
  const [name, url, log] = ['nginx', `http://127.0.0.1:${port}`, folder.log('nginx')];
  const at = (instance: number) => `127.0.0.1:${instance}`;
  const file = join(folder.nginx, 'nginx.conf');
  return {
    name,
    url,
    start: () => {
      writeFileSync(file, nginxConfiguration({ listen: at(port), instances: instances.map(at), folder: folder.nginx, workers: 2 }));
      const program = join(import.meta.dirname, '..', 'nginx', 'nginx-host.ts');
      return startProcess({ name, args: ['--disable-warning=ExperimentalWarning', program, file, folder.nginx], folder: root, environment: {}, log });
    },
    untilReady: (started, signal) => untilReady(started, { url: `${url}/health/ready`, log, patience, signal }),
  };
}

/** The SQS emulator. */
export function startableSqs({ port, folder }: { readonly port: number; readonly folder: DataFolder }): Startable {
  const [name, url, log] = ['sqs', `http://127.0.0.1:${port}`, folder.log('sqs')];
  return {
    name,
    url,
    start: () => startProcess({ name, args: [join(import.meta.dirname, 'sqs-host.ts'), String(port)], folder: root, environment: {}, log }),
    untilReady: (started, signal) => untilReady(started, { url: `${url}/health`, log, patience, signal }),
  };
}

async function postgresReady(
  started: Supervised,
  { log, signal }: { readonly log: string; readonly signal: AbortSignal },
): Promise<Extract<PostgresReport, { kind: 'ready' }>> {
  const ended = started.ended.then((how): PostgresReport => ({ kind: 'failed', message: `PostgreSQL's host ended with ${how}.${tail(log)}` }));
  const report = await Promise.race([started.message as Promise<PostgresReport>, ended, rejection(signal)]);
  if (report.kind === 'failed') throw new Error(report.message);
  endServerWithHost(started, report.serverPid);
  return report;
}

/** A host that was killed could not stop its server. */
function endServerWithHost({ ended }: Supervised, serverPid: number): void {
  void ended.then((how) => {
    if (!how.startsWith('signal')) return;
    try {
      process.kill(serverPid, 'SIGQUIT');
    } catch {
      // It has ended already.
    }
  });
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
