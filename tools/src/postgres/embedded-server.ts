import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { unprivilegedAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { clusterFolder, openCluster } from './cluster.ts';
import { freePort } from './free-port.ts';
import { endLeftover } from './leftover.ts';
import { nameOutside } from './outside.ts';

export interface EmbeddedPostgresOptions {
  /** Holds the data, the superuser's password and the log; made if it is not there. An absolute path. */
  readonly dataDir: string;
  /** Any free port where left out. */
  readonly port?: number;
  /** Begins anew: what the data folder held is deleted. */
  readonly fresh?: boolean;
  /** False gives up safety against a crash for speed: for tests. */
  readonly durable: boolean;
}

/** A PostgreSQL server of our own, reachable over the loopback interface only. */
export interface EmbeddedPostgres {
  /** Of the database `postgres`, as superuser. Holds the password. */
  readonly adminUrl: string;
  readonly pid: number;
  /** What people should know about how it was started. */
  readonly notes: readonly string[];
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the server; open connections are cut. */
  stop(): Promise<void>;
}

/** Milliseconds until a server that replays its log after a crash must be ready. */
const startTimeout = 60_000;

/**
 * Starts the PostgreSQL that npm installed. It runs in a process group of its own, so that Ctrl-C in a
 * terminal reaches only whoever started it.
 * @throws {Error} that says why it did not become ready, with the end of its log
 */
export async function startEmbeddedPostgres({ dataDir, port, fresh, durable }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = unprivilegedAccount();
  const binaries = findBinaries(account);
  const place = clusterFolder(dataDir, account);
  const leftover = await endLeftover(place.folder);
  if (fresh) rmSync(place.folder, { recursive: true, force: true });
  const cluster = openCluster(dataDir, binaries, { account, durable });

  const listeningPort = await freePort(port);
  const logFile = join(dataDir, 'postgres.log');
  const log = openSync(logFile, 'w', 0o600);
  const server = spawn(binaries.postgres, ['-D', cluster.folder, ...settings({ port: listeningPort, durable })], {
    cwd: cluster.folder,
    detached: true,
    stdio: ['ignore', log, log],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  closeSync(log);

  const adminUrl = `postgres://postgres:${cluster.password}@127.0.0.1:${listeningPort}/postgres`;
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  server.once('error', () => undefined);
  try {
    await ready(server, adminUrl);
  } catch (cause) {
    server.kill('SIGQUIT');
    const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
    throw new Error(`PostgreSQL did not start: ${(cause as Error).message}\nThe end of ${logFile}:\n${tail}`, { cause });
  }
  return {
    adminUrl,
    pid: server.pid as number,
    notes: [
      ...(leftover ? [`A PostgreSQL that an earlier start had left running (pid ${leftover}) was stopped.`] : []),
      ...(account ? [`PostgreSQL runs as the account '${account.name}', since it refuses to run as root.`] : []),
      ...(binaries.copiedTo ? [`Its programs were copied to ${binaries.copiedTo}, where that account can reach them.`] : []),
      ...(cluster.movedTo ? [`Its data is in ${cluster.movedTo}, since that account cannot enter ${dataDir}.`] : []),
    ],
    ended,
    stop: () => stop(server, ended),
  };
}

/** Deletes a data folder, and what had to be put outside it. Its server must have been stopped. */
export function removeEmbeddedData(dataDir: string): void {
  for (const folder of [dataDir, nameOutside(dataDir)]) rmSync(folder, { recursive: true, force: true });
}

function settings({ port, durable }: { readonly port: number; readonly durable: boolean }): string[] {
  const chosen = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function ready(server: ChildProcess, adminUrl: string): Promise<void> {
  let failure: Error | undefined;
  server.once('error', (error) => (failure = error));
  server.once('exit', (code, signal) => (failure = new Error(`it ended with ${signal ?? `exit code ${code}`}.`)));
  const patience = Date.now() + startTimeout;
  while (!failure) {
    const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === '28P01') throw new Error('its password is not the one in the file `password` of its data folder. Restore that file, or start with --fresh.');
      if (Date.now() > patience) throw error;
      await pause(20);
    }
  }
  throw failure;
}

async function stop(server: ChildProcess, ended: Promise<void>): Promise<void> {
  server.kill('SIGINT');
  const insist = setTimeout(() => server.kill('SIGQUIT'), 10_000);
  await ended;
  clearTimeout(insist);
}
