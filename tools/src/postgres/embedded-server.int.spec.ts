import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { removeEmbeddedData, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-server.ts';

let dataDir: string;
let running: EmbeddedPostgres[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'banyan-embedded-'));
  chmodSync(dataDir, 0o711);
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  running = [];
  removeEmbeddedData(dataDir);
});

async function start(options: { port?: number; fresh?: boolean } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, durable: false, ...options });
  running.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data from start to start, and begins anew when asked to', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE kept (number int)');
    await first.stop();
    await ask(await start(), 'SELECT * FROM kept');
    const anew = await start({ fresh: true });
    await expect(ask(anew, 'SELECT * FROM kept')).rejects.toThrow(/does not exist/);
  });

  it('listens on the loopback interface only, and keeps its password to its owner', async () => {
    const server = await start();
    await expect(ask(server, 'SHOW listen_addresses')).resolves.toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    await expect(ask({ ...server, adminUrl: server.adminUrl.replace(/:[^:@]+@/, ':wrong@') }, 'SELECT 1')).rejects.toThrow(/password/);
  });

  it('takes over from a server that an earlier start left running, and says so', async () => {
    const left = await start();
    const next = await start();
    await left.ended;
    expect(next.notes.join(' ')).toContain(`pid ${left.pid}`);
    await ask(next, 'SELECT 1');
  });

  it('starts over the pid file of a server that was killed', async () => {
    const killed = await start();
    process.kill(killed.pid, 'SIGKILL');
    await killed.ended;
    await ask(await start(), 'SELECT 1');
  });

  it('leaves a stranger alone whose pid stands in the pid file', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), `${process.pid}\n`);
    await ask(await start(), 'SELECT 1');
  });

  it('says that a port is taken', async () => {
    const other: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toThrow(new RegExp(`Port ${port} .*choose another`));
    other.close();
  });

  it('says that the password is gone or is another', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'password'), 'another');
    await expect(start()).rejects.toThrow(/password.*--fresh/);
    rmSync(join(dataDir, 'password'));
    await expect(start()).rejects.toThrow(/password is gone.*--fresh/);
  });

  it('puts its data outside a closed folder when it may not run as root, and says where', async () => {
    if (process.getuid?.() !== 0) return;
    chmodSync(dataDir, 0o700);
    const server = await start();
    await ask(server, 'SELECT 1');
    const [, folder] = /Its data is in (\S*\/banyan-[0-9a-f]{16}),/.exec(server.notes.join(' ')) ?? [];
    expect(statSync(folder ?? '').isDirectory()).toBe(true);
    await server.stop();
    removeEmbeddedData(dataDir);
    expect([folder, dataDir].filter((path) => existsSync(path ?? ''))).toEqual([]);
  });
});
