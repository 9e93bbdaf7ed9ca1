import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder } from '@banyan/tools/start';
import { emptyDatabase, type EmptyDatabase } from '@banyan/tools/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { outcome, type Ended } from './launcher/command.ts';
import { launch, type LaunchedShop } from './launcher/launched-shop.ts';
import { survivors, type Process } from './launcher/processes.ts';
import { accepted, anOrder, type Accepted } from './stories/orders.ts';

const folders: string[] = [];
const shops: LaunchedShop[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'banyan-launcher-'));
  folders.push(folder);
  return folder;
}

async function started(...how: Parameters<typeof launch>): Promise<LaunchedShop> {
  const shop = await launch(...how);
  shops.push(shop);
  return shop;
}

const order = (shop: LaunchedShop, name: string): Promise<Accepted> => accepted(shop.shopper, name, anOrder([['HEARTH-POT-24', 1]]));
const statusOf = async (shop: LaunchedShop, { orderId, receipt }: Accepted) => ((await shop.shopper.settled(orderId, receipt)).body as { status: string }).status;

afterAll(async () => {
  for (const shop of shops) if ((await shop.processes()).length > 0) await shop.stop();
  folders.forEach(removeDataFolder);
});

describe('npm start', () => {
  let folder: string;
  let shop: LaunchedShop;
  beforeAll(async () => {
    folder = await newFolder();
    shop = await started(folder);
  });

  it('tells each process with its pid, its address and the command that starts it again', async () => {
    const hosts = await shop.hosts();
    expect(hosts.map(({ name }) => name).toSorted()).toEqual(['monolith', 'payment-provider', 'postgres']);
    for (const { name, pid, url, command } of hosts) {
      expect(shop.printed()).toMatch(new RegExp(`${name} +pid +${pid}  ${url} +${command}\n`));
      expect(process.kill(pid, 0)).toBe(true);
    }
  });

  it('suggests commands that work as they are printed', async () => {
    const tried = await outcome('sh', ['-ec', shop.tries]);
    expect(tried).toEqual({ code: 0, printed: expect.stringContaining('HTTP/1.1 202 Accepted') });
    expect(tried.printed).toContain('{"items":[{"sku":"HEARTH-APRON"');
  });

  it('keeps the operator’s address and token in a file for its owner alone, which a shell reads', async () => {
    const file = join(folder, 'operator.env');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const asked = `. ${file} && curl -s -H "authorization: Bearer $BANYAN_OPERATOR_TOKEN" -H 'content-type: application/json' -d '{"limit":1}' $BANYAN_OPERATOR_URL/operator/v1/operations/catalog.listStock`;
    expect((await outcome('sh', ['-ec', asked])).printed).toContain('"items":[{"sku"');
    expect(await readFile(file, 'utf8')).toContain(`BANYAN_OPERATOR_URL=${shop.operatorUrl}\n`);
  });

  it('is refused for a data folder on which a shop runs, and leaves that shop alone', async () => {
    const second = await outcome('npm', ['start', '--', '--port', '0', '--no-storefront', '--no-console', '--data', folder]);
    expect(second).toEqual({ code: 1, printed: expect.stringMatching(/shop already runs .*\(pid \d+\).*--data <folder>/) });
    expect((await shop.shopper.ask('get', '/products?market=GB')).status).toBe(200);
  });

  describe('whose launcher is killed', () => {
    let left: Process[];
    let before: Accepted;
    let again: LaunchedShop;
    beforeAll(async () => {
      before = await order(shop, 'before-the-kill');
      const processes = await shop.processes();
      await shop.killLauncher();
      left = await survivors(processes, 15_000);
      again = await started(folder);
    });

    it('leaves no process behind', () => expect(left).toEqual([]));

    it('keeps what it had accepted', async () => {
      expect(await statusOf(again, before)).toBe('confirmed');
    });

    it('begins anew with --fresh', async () => {
      await again.stop();
      const anew = await started(folder, ['--fresh']);
      const { orderId } = await order(anew, 'first-of-all');
      expect(orderId).not.toBe(before.orderId);
      expect((await anew.shopper.ask('get', `/orders/${before.orderId}`, { bearer: before.receipt })).status).toBe(404);
    });
  });
});

describe('npm start -- --split orders,catalog', () => {
  let folder: string;
  let shop: LaunchedShop;
  beforeAll(async () => {
    folder = await newFolder();
    shop = await started(folder, ['--split', 'orders,catalog']);
  });

  it('reports a host that was killed, goes on without it, and starts it again when it is told to', async () => {
    const killed = await shop.host('orders');
    process.kill(killed.pid, 'SIGKILL');
    await shop.says(new RegExp(`orders \\(pid ${killed.pid}\\) ended with signal SIGKILL; the others go on. Start it again: ${killed.command}\n`));
    expect((await shop.shopper.ask('get', '/products?market=GB')).status).toBe(200);
    const waiting = await order(shop, 'while-orders-is-down');
    expect(await shop.host('orders')).toEqual({ ...killed, state: 'ended' });

    const again = await outcome('sh', ['-ec', killed.command]);
    const back = await shop.host('orders');
    expect(again).toEqual({ code: 0, printed: expect.stringContaining(`orders runs (pid ${back.pid}) at ${killed.url}\n`) });
    expect(back).toEqual({ ...killed, pid: back.pid });
    expect(await statusOf(shop, waiting)).toBe('confirmed');
  });

  describe('stopped with Ctrl-C', () => {
    let ended: Ended;
    let left: Process[];
    let before: Accepted;
    beforeAll(async () => {
      before = await order(shop, 'before-the-end');
      const processes = await shop.processes();
      ended = await shop.stop();
      left = await survivors(processes, 0);
    });

    it('ends with exit code 0 and leaves no process behind', () => {
      expect(ended).toEqual({ code: 0, signal: null });
      expect(left).toEqual([]);
      expect(shop.printed()).toMatch(/\nStopping …\nStopped\.\n$/);
    });

    it('ends the edge first, then the hosts, then PostgreSQL', async () => {
      const at = async (file: string, words: RegExp) => Date.parse(words.exec(await readFile(join(folder, file), 'utf8'))![1]!);
      const edge = await at('logs/monolith.log', /"time":"([^"]+)".*monolith has stopped/);
      for (const host of ['orders', 'catalog']) {
        expect(await at(`logs/${host}.log`, new RegExp(`"time":"([^"]+)".*${host} drains`))).toBeGreaterThanOrEqual(edge);
        const stopped = await at(`logs/${host}.log`, new RegExp(`"time":"([^"]+)".*${host} has stopped`));
        expect(await at('postgres/postgres.log', /^(.*?) \[.*received fast shutdown request/m)).toBeGreaterThanOrEqual(stopped);
      }
    });

    it('confirms an order that was accepted just before, started again as one process', async () => {
      expect(await statusOf(await started(folder), before)).toBe('confirmed');
    });
  });
});

describe('npm start with DATABASE_URL', () => {
  let database: EmptyDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  it('uses that server, and brings none of its own', async () => {
    const modules = ['catalog', 'orders', 'checkout', 'accounts', 'payments'];
    const logins = Object.fromEntries(modules.map((module) => [`${module.toUpperCase()}_DATABASE_URL`, database.urlOf(module)]));
    const shop = await started(await newFolder(), [], { DATABASE_URL: database.adminUrl, ...logins });
    expect((await shop.hosts()).map(({ name }) => name).toSorted()).toEqual(['monolith', 'payment-provider']);

    const { orderId } = await order(shop, 'elsewhere');
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    const { rows } = await client.query('SELECT order_id FROM checkout.intake');
    await client.end();
    expect(rows).toEqual([{ order_id: orderId }]);
    expect(await shop.stop()).toEqual({ code: 0, signal: null });
  });
});

describe('npm start is refused, in words,', () => {
  it('for a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const refused = await outcome('npm', ['start', '--', '--port', String(port), '--no-storefront', '--no-console', '--data', await newFolder()]);
    server.close();
    expect(refused).toEqual({ code: 1, printed: expect.stringContaining(`Port ${port} is taken by another program. Choose another: npm start -- --port <port>`) });
  });

  it('for everything that is wrong with it at once', async () => {
    const refused = await outcome('npm', ['start', '--', '--prot', '3000', '--split', 'ordres', '--port', 'any'], { LOG_LEVEL: 'loud' });
    expect(refused.code).toBe(2);
    for (const mistake of ['--prot is not a flag. Did you mean --port?', "--split: 'ordres' cannot be split out; did you mean 'orders'?", '--port any is not a port', "LOG_LEVEL 'loud' is none of"]) {
      expect(refused.printed).toContain(`\n- ${mistake}`);
    }
  });
});

describe('node apps/orders/dist/main.js', () => {
  it('ends with every setting that is missing', async () => {
    const { code, printed } = await outcome(process.execPath, ['apps/orders/dist/main.js']);
    expect(code).toBe(1);
    for (const name of ['INTERNAL_PORT', 'INTERNAL_KEYS', 'ORDERS_DATABASE_URL']) expect(printed).toContain(`- ${name} is missing: `);
  });
});
