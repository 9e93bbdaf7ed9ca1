import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { openDatabase, type Database } from '@banyan/adapter-postgres';
import { checkout } from '@banyan/contracts/checkout';
import { implementationTokenOf } from '@banyan/contracts/define';
import type { CallQueue } from '@banyan/outbox';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { migrations } from './stores/migrations/index.ts';
import { CallQueueInMemory } from './testing/call-queue-in-memory.ts';
import { checkoutHost } from './testing/checkout-host.ts';
import { customer, guest, lamps, newKey } from './testing/checkout-in-test.ts';
import { EmulatedQueue } from './testing/emulated-queue.ts';

let schema: TestDatabase;
let admin: Database;
beforeAll(async () => {
  schema = await testDatabase('checkout', migrations);
  admin = await openDatabase({ module: 'checkout', url: schema.adminUrl, poolSize: 1 });
});
afterAll(async () => {
  await admin.dataSource.destroy();
  await schema.close();
});

let journal: string;
let queue: CallQueueInMemory;
const hosts: INestApplicationContext[] = [];
beforeEach(async () => {
  journal = await mkdtemp(join(tmpdir(), 'banyan-intake-'));
  queue = new CallQueueInMemory();
});
afterEach(async () => {
  await postgresComes();
  for (const host of hosts.splice(0)) await host.close();
  await rm(journal, { recursive: true });
});

/** So many orders come that the queue is hardly ever seen empty. */
const betweenOrdersMs = 10;

const databaseName = () => new URL(schema.adminUrl).pathname.slice(1);
/** The server ends the module's connections and lets it make no other. */
const postgresGoes = async () => {
  await admin.query(`ALTER DATABASE ${databaseName()} CONNECTION LIMIT 0`);
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'banyan_checkout'");
};
const postgresComes = () => admin.query(`ALTER DATABASE ${databaseName()} CONNECTION LIMIT -1`);

const started = async (parts: { readonly queue?: CallQueue }) => {
  const host = await checkoutHost(schema.urlOf('checkout'), { settings: { INTAKE_JOURNAL: journal }, ...parts });
  hosts.push(host);
  return { host, api: host.get(implementationTokenOf(checkout)) };
};
const stop = (host: INestApplicationContext) => hosts.splice(hosts.indexOf(host), 1)[0]!.close();
const placed = (api: Awaited<ReturnType<typeof started>>['api'], name = 'ada') => api.acceptOrder({ idempotencyKey: newKey(), request: lamps() }, customer(name));
const recorded = async (orderId: string) => (await admin.query('SELECT FROM checkout.intake WHERE order_id = $1', [orderId])).length === 1;
const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await pause(20);
};

describe('checkout with a queue, while PostgreSQL turns it away', () => {
  it('accepts orders, writes them down, and goes back to PostgreSQL once they are recorded', async () => {
    const { api } = await started({ queue });
    await postgresGoes();
    const { orderId, receipt } = await placed(api);
    expect(await readdir(journal)).toEqual([expect.stringContaining(orderId)]);
    expect(await api.getOrder({ orderId, receipt }, guest)).toMatchObject({ status: 'accepted', stale: true });
    await expect(api.createCart({}, guest)).rejects.toMatchObject({ name: 'Unavailable' });

    await postgresComes();
    await queue.deliver(api.recordOrder);
    expect(await recorded(orderId)).toBe(true);
    expect(await readdir(journal)).toEqual([]);
    await until(async () => {
      const direct = (await recorded((await placed(api)).orderId));
      await queue.deliver(api.recordOrder);
      return direct;
    });
  });

  it('refuses orders while the queue is away too, and writes nothing down', async () => {
    const { api } = await started({ queue });
    await postgresGoes();
    queue.away = true;
    await expect(placed(api)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(await readdir(journal)).toEqual([]);
  });
});

describe('checkout with a queue that steadily gets orders, while PostgreSQL goes and comes', () => {
  let emulated: EmulatedQueue;
  beforeEach(async () => void (emulated = await EmulatedQueue.start()));
  afterEach(() => emulated.close());

  it('goes back to PostgreSQL, and records each buyer’s orders as they were answered', async () => {
    const { api } = await started({ queue: emulated });
    let open = true;
    const shopping = ['sue', 'tom', 'una'].map(async (name) => {
      const answered: string[] = [];
      for (; open; await pause(betweenOrdersMs)) answered.push((await placed(api, name)).orderId);
      return { name, answered };
    });
    await postgresGoes();
    await until(() => Promise.resolve(emulated.sent >= 100));
    await postgresComes();
    emulated.consume(api.recordOrder);
    await until(async () => {
      const before = emulated.sent;
      await pause(1_000);
      return emulated.sent === before;
    });
    open = false;
    for (const { name, answered } of await Promise.all(shopping)) {
      const recorded = await admin.query<{ body: string }>('SELECT body FROM checkout.outbox_entry WHERE lane LIKE $1 ORDER BY sequence', [`%cus_${name}%`]);
      expect(recorded.map(({ body }) => JSON.parse(body).orderId)).toEqual(answered);
    }
  });
});

describe('orders that a queue has forgotten', () => {
  const forgotten = async () => {
    const { host, api } = await started({ queue });
    await postgresGoes();
    const { orderId } = await placed(api);
    await stop(host);
    queue.waiting.length = 0;
    await postgresComes();
    return orderId;
  };

  it('are submitted to it again by the next process, and leave the journal when they are recorded', async () => {
    const orderId = await forgotten();
    const { api } = await started({ queue });
    await until(() => Promise.resolve(queue.waiting.length > 0));
    await queue.deliver(api.recordOrder);
    expect(await recorded(orderId)).toBe(true);
    expect(await readdir(journal)).toEqual([]);
  });

  it('are recorded by the next process also if it has no queue', async () => {
    const orderId = await forgotten();
    await started({});
    await until(async () => (await readdir(journal)).length === 0);
    expect(await recorded(orderId)).toBe(true);
  });
});
