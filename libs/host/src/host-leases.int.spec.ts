import { randomBytes } from 'node:crypto';
import { HttpTarget } from '@banyan/adapter-http';
import { inboxMigration, inboxParkingMigration, inboxShareMigration, PostgresModule } from '@banyan/adapter-postgres';
import { contract, deferred, implementationTokenOf, type DeferredCall } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { startRedis, testDatabase, type TestDatabase, type TestRedis } from '@banyan/tools/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { Type } from 'typebox';
import { prepareHost } from './prepare-host.ts';

const probe = contract({
  name: 'probe',
  version: '1.0.0',
  operations: { note: deferred({ input: Type.Object({ of: Type.String() }), orderedBy: (input) => input.of, idempotencyKey: (input) => input.of, timeout: 1_000 }) },
});

let noted: string[];

@Module({
  imports: [PostgresModule.forModule({ module: 'probe' })],
  providers: [{ provide: implementationTokenOf(probe), useValue: { note: async ({ of }: { of: string }) => void noted.push(of) } }],
  exports: [implementationTokenOf(probe), PostgresModule],
})
class ProbeModule {}

const ring = `k1:${randomBytes(32).toString('base64url')}`;
const callOf = (key: string): DeferredCall => ({
  ...{ lane: `shop>probe/${key}`, sequence: 1, destination: 'probe.note', messageId: `probe.note:${key}`, contractVersion: '1.0.0', body: JSON.stringify({ of: key }) },
  ...{ principal: { kind: 'guest' }, traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', acceptedAt: '2026-01-01T00:00:00.000Z', routeVersion: 1 },
});

let tested: TestDatabase;
let redis: TestRedis;
let observer: Redis;
let open: (() => Promise<unknown>)[];
beforeEach(async () => {
  noted = [];
  open = [];
  tested = await testDatabase('probe', [inboxMigration('probe'), inboxShareMigration('probe'), inboxParkingMigration('probe')]);
  redis = await startRedis();
  observer = new Redis(redis.url);
});
afterEach(async () => {
  for (const close of open) await close().catch(() => undefined);
  observer.disconnect();
  await redis.close();
  await tested.close();
});

async function startInstance(settings: Readonly<Record<string, string>> = { LANES_REDIS_URL: redis.url }) {
  const host = prepareHost(
    { name: 'probe', modules: [{ contract: probe, nest: ProbeModule }], contracts: [probe] },
    { INTERNAL_PORT: '0', INTERNAL_KEYS: ring, HOME_HOST: 'probe', PROBE_DATABASE_URL: tested.urlOf('probe'), LOG_LEVEL: 'fatal', DRAIN_MS: '0', ...settings },
  );
  const app = await NestFactory.createMicroservice(host.module, { strategy: host.listener, logger: false, abortOnError: false });
  open.push(() => app.close());
  await app.listen();
  const target = new HttpTarget({ url: host.internal.url, caller: 'shop', keys: parseKeyRing('KEYS', ring) });
  open.push(() => target.close());
  return { deliver: (key: string) => target.deliver([callOf(key)]), stop: () => host.shutdown.run('SIGTERM', () => app.close()) };
}

const instances = () => observer.zrange('banyan:lanes:probe', 0, -1);
const untilThereAre = async (count: number) => {
  while ((await instances()).length !== count) await new Promise((resolve) => setTimeout(resolve, 10));
};
const untilNoted = async (count: number) => {
  while (noted.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('the instances of a host that are told of a Redis for their lanes', () => {
  it('hold a lease each, which one that is told to stop gives back', async () => {
    const [first] = [await startInstance(), await startInstance()];
    await untilThereAre(2);
    await first.stop();
    expect(await instances()).toHaveLength(1);
  });

  it('tell each other of what one of them has received, and execute it once', async () => {
    const listening = observer.duplicate();
    open.push(async () => listening.disconnect());
    const heard: string[] = [];
    await listening.subscribe('banyan:lanes:probe:arrivals');
    listening.on('message', (_, message) => heard.push(message.split(' ').slice(1).join(' ')));
    const [first] = [await startInstance(), await startInstance()];
    await untilThereAre(2);
    const keys = Array.from({ length: 20 }, (_, n) => `key ${n}`);
    let sent = 0;
    // The first ones may come before an instance knows of the other.
    while (heard.length === 0 || sent < keys.length) await first.deliver(keys[sent++] ?? `key ${sent}`);
    await untilNoted(sent);
    expect(new Set(noted).size).toBe(sent);
    expect(noted).toHaveLength(sent);
    expect(new Set(heard)).toEqual(new Set(['probe']));
  });

  it('go on without it', async () => {
    await redis.kill();
    const instance = await startInstance();
    await instance.deliver('a');
    await untilNoted(1);
    await instance.stop();
  });
});

describe('a host that is told of no Redis', () => {
  it('asks none', async () => {
    const instance = await startInstance({});
    await instance.deliver('a');
    await untilNoted(1);
    expect(await observer.keys('*')).toEqual([]);
    await instance.stop();
  });
});
