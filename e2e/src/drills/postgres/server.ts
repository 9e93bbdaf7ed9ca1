import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, chownSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, unprivilegedAccount } from '@banyan/tools/testing';
import { Client } from 'pg';
import { postgresPrograms } from './programs.ts';

const run = promisify(execFile);

/** Milliseconds for a server to become ready. */
const patience = 60_000;

/** Runs the program given and kills it once standard input closes, which also happens when this process dies. */
const guarding = '"$@" & cat >/dev/null; kill -9 $!; wait';

/** Who runs the servers: PostgreSQL refuses root. */
const account = () => {
  const other = unprivilegedAccount();
  return other ? { uid: other.uid, gid: other.gid } : {};
};

/** Where a server listens: to everybody, or to whoever is on this machine. */
interface Listening {
  readonly to: 'everybody' | 'this machine';
  readonly port: number;
}

/** Who may log in beside whoever is on this machine, with the password: whoever is at the other end of a cable. */
const neighbours = ['all', 'replication'].map((database) => `host ${database} all samenet scram-sha-256\n`).join('');

/** A durable PostgreSQL server of the system's, that can be copied, followed, promoted and killed. */
export class PostgresServer {
  readonly #listening: Listening;
  readonly #folder: string;
  readonly #password: string;
  #guard: ChildProcess | undefined;

  private constructor({ folder, listening, password }: { readonly folder: string; readonly listening: Listening; readonly password: string }) {
    this.#listening = listening;
    this.#folder = folder;
    this.#password = password;
  }

  /** Makes an empty one. @param listening on a free port of the loopback interface if left out */
  static async start(listening?: Listening): Promise<PostgresServer> {
    const password = randomBytes(18).toString('base64url');
    const folder = newFolder();
    const file = join(folder, 'password');
    writeFileSync(file, password, { mode: 0o644 });
    await run(join(postgresPrograms(), 'initdb'), ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', file, '-E', 'UTF8', '--locale=C'], { ...account(), cwd: folder });
    if (listening?.to === 'everybody') appendFileSync(join(folder, 'data', 'pg_hba.conf'), neighbours);
    return PostgresServer.#started({ folder, listening, password });
  }

  /**
   * Copies one as it is now and starts the copy.
   * @param given.url of the one that is copied, as its owner
   * @param given.follows as a standby that follows it; else as a server of its own
   */
  static async copyOf({ url, follows, listening }: { readonly url: string; readonly follows: boolean; readonly listening?: Listening }): Promise<PostgresServer> {
    const folder = newFolder();
    await run(join(postgresPrograms(), 'pg_basebackup'), ['-D', join(folder, 'data'), '-X', 'stream', '-c', 'fast', ...(follows ? ['-R'] : []), '-d', url], { ...account(), cwd: folder });
    return PostgresServer.#started({ folder, listening, password: new URL(url).password });
  }

  static async #started({ listening, ...given }: { readonly folder: string; readonly listening: Listening | undefined; readonly password: string }): Promise<PostgresServer> {
    const server = new PostgresServer({ ...given, listening: listening ?? { to: 'this machine', port: await freePort() } });
    await server.#start().catch(async (error: unknown) => {
      await server.kill();
      throw error;
    });
    return server;
  }

  get port(): number {
    return this.#listening.port;
  }

  /** Of the database `postgres`, as its owner. */
  get url(): string {
    return `postgres://postgres:${this.#password}@127.0.0.1:${this.port}/postgres`;
  }

  /** The same by way of another port. */
  urlBy(port: number): string {
    return Object.assign(new URL(this.url), { port: String(port) }).href;
  }

  /** The same for whoever reaches this machine by another address. */
  urlAt(host: string): string {
    return Object.assign(new URL(this.url), { hostname: host }).href;
  }

  /** Copies it as it is now and starts the copy. @param given.follows as a standby that follows it; else as a server of its own */
  copy({ follows }: { readonly follows: boolean }): Promise<PostgresServer> {
    return PostgresServer.copyOf({ url: this.url, follows });
  }

  /** Has a standby become a writer. */
  async promote(): Promise<void> {
    await run(join(postgresPrograms(), 'pg_ctl'), ['promote', '-w', '-D', join(this.#folder, 'data')], { ...account(), cwd: this.#folder });
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    const guard = this.#guard;
    this.#guard = undefined;
    if (!guard) return;
    const ended = once(guard, 'close');
    guard.stdin!.end();
    await ended;
  }

  /** Ends it, and deletes what it held. */
  async discard(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async query<Row extends object>(statement: string): Promise<Row[]> {
    const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  async #start(): Promise<void> {
    const given = [`listen_addresses=${this.#listening.to === 'everybody' ? '*' : '127.0.0.1'}`, `port=${this.port}`, `unix_socket_directories=${this.#folder}`, 'max_connections=200'];
    const log = openSync(join(this.#folder, 'log'), 'a');
    const program = [join(postgresPrograms(), 'postgres'), '-D', join(this.#folder, 'data'), ...given.flatMap((setting) => ['-c', setting])];
    this.#guard = spawn('sh', ['-c', guarding, 'sh', ...program], { ...account(), cwd: this.#folder, stdio: ['pipe', log, log] });
    for (const until = Date.now() + patience; ; await pause(50)) {
      const failure = await this.query('SELECT 1').then(() => undefined, (error: Error) => error);
      if (!failure) return;
      if (Date.now() > until) throw new Error(`PostgreSQL did not start; its log is ${join(this.#folder, 'log')}.`, { cause: failure });
    }
  }
}

/** Which the servers' account can enter and write in. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-postgres-'));
  const { uid, gid } = account();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}
