import { randomBytes, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { inboxMigration, inboxParkingMigration, inboxShareMigration, postgresInbox, PostgresModule } from '@banyan/adapter-postgres';
import { SqsTarget, callsQueue, type SqsServer } from '@banyan/adapter-sqs';
import { contract, deferred, implementationTokenOf, type DeferredCall } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { startSqsEmulator, testDatabase, type SqsEmulator, type TestDatabase } from '@banyan/tools/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Type } from 'typebox';
import { prepareHost } from '../prepare-host.ts';

const probe = contract({
  name: 'probe',
  version: '1.0.0',
  operations: { note: deferred({ input: Type.Object({ of: Type.String() }), orderedBy: (input) => input.of, idempotencyKey: (input) => input.of, timeout: 1_000 }) },
});

/** What the module's handler does; replaced by each test. */
let handle: () => Promise<void>;

@Module({
  imports: [PostgresModule.forModule({ module: 'probe' })],
  providers: [{ provide: implementationTokenOf(probe), useValue: { note: () => handle() } }],
  exports: [implementationTokenOf(probe), PostgresModule],
})
class ProbeModule {}

const ring = `k1:${randomBytes(32).toString('base64url')}`;
const lane = 'shop>probe/a';
const callOf = (sequence: number): DeferredCall => ({
  ...{ lane, sequence, destination: 'probe.note', messageId: `probe.note:${sequence}`, contractVersion: '1.0.0', body: '{"of":"a"}' },
  ...{ principal: { kind: 'guest' }, traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', acceptedAt: '2026-01-01T00:00:00.000Z', routeVersion: 1 },
});

let tested: TestDatabase;
const started: (() => Promise<void>)[] = [];

beforeEach(async () => {
  handle = () => Promise.resolve();
  tested = await testDatabase('probe', [inboxMigration('probe'), inboxShareMigration('probe'), inboxParkingMigration('probe')]);
});
afterEach(async () => {
  for (const close of started.splice(0)) await close().catch(() => undefined);
  await tested.close();
});

/** Starts a host as `runHost` does. */
async function startHost(settings: Readonly<Record<string, string>> = {}) {
  const host = prepareHost(
    { name: 'probe', modules: [{ contract: probe, nest: ProbeModule }], contracts: [probe] },
    { INTERNAL_PORT: '0', INTERNAL_KEYS: ring, HOME_HOST: 'probe', PROBE_DATABASE_URL: tested.urlOf('probe'), LOG_LEVEL: 'fatal', DRAIN_MS: '0', SHUTDOWN_TIMEOUT_MS: '5000', ...settings },
  );
  const app = await NestFactory.createMicroservice(host.module, { strategy: host.listener, logger: false, abortOnError: false });
  started.push(() => app.close());
  await app.listen();
  return { host, url: host.internal.url, stop: () => host.shutdown.run('SIGTERM', () => app.close()) };
}

const readyAt = (url: string, agent: Agent) =>
  new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
    request(`${url}/health/ready`, { agent }, (response) => {
      response.resume().on('end', () => resolve({ status: response.statusCode!, connection: response.headers.connection }));
    }).on('error', reject).end();
  });

describe('a host that is told to stop', () => {
  it('is not ready, answers on as the last on each connection, and then listens no more', async () => {
    const { url, stop } = await startHost({ DRAIN_MS: '500' });
    const [kept, fresh] = [new Agent({ keepAlive: true, maxSockets: 1 }), new Agent({ keepAlive: true })];
    expect(await readyAt(url, kept)).toEqual({ status: 200, connection: 'keep-alive' });
    const stopped = stop();
    expect(await readyAt(url, kept)).toEqual({ status: 503, connection: 'close' });
    expect(await readyAt(url, fresh)).toEqual({ status: 503, connection: 'close' });
    await stopped;
    await expect(readyAt(url, fresh)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('ends the call that was begun, and lets its lane go at once with the others', async () => {
    const [begun, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let times = 0;
    handle = () => {
      times++;
      begun.resolve();
      return going.promise;
    };
    const inbox = postgresInbox(tested.database, 'probe');
    await inbox.receive([callOf(1), callOf(2), callOf(3)]);
    const { stop } = await startHost();
    await begun.promise;
    const stopped = stop();
    await pause(50);
    going.resolve();
    await stopped;
    expect(times).toBe(1);
    const [claimed] = await inbox.claim({ lanes: 1, callsPerLane: 10, leaseMs: 1_000 });
    expect(claimed?.calls.map(({ sequence }) => sequence)).toEqual([2, 3]);
  });

  it('claims nothing that comes while it goes on answering', async () => {
    let times = 0;
    handle = async () => void times++;
    const { stop } = await startHost({ DRAIN_MS: '600' });
    const stopped = stop();
    await pause(50);
    await postgresInbox(tested.database, 'probe').receive([callOf(1)]);
    await stopped;
    expect(times).toBe(0);
  });

  it('names what had not ended in its time, having closed all else', async () => {
    const begun = Promise.withResolvers<void>();
    handle = () => (begun.resolve(), pause(3_000));
    await postgresInbox(tested.database, 'probe').receive([callOf(1)]);
    const { url, stop } = await startHost({ SHUTDOWN_TIMEOUT_MS: '1000' });
    await begun.promise;
    await expect(stop()).rejects.toThrow(/still under way: deferred calls of probe\./);
    await expect(readyAt(url, new Agent())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('a host with queues that is told to stop', () => {
  let emulator: SqsEmulator;
  beforeAll(async () => void (emulator = await startSqsEmulator()));
  afterAll(() => emulator.close());

  it('takes no message more, while it goes on answering', async () => {
    const prefix = `t${randomUUID().slice(0, 8)}`;
    const connection = { region: 'eu-west-1', endpoint: emulator.url };
    const { host, stop } = await startHost({ DRAIN_MS: '1800', QUEUES: 'create', QUEUE_PREFIX: prefix, QUEUE_ENDPOINT: emulator.url, AWS_REGION: 'eu-west-1' });
    const queue = new SqsTarget({ connection, queue: callsQueue(prefix, 'probe'), caller: 'shop', keys: parseKeyRing('KEYS', ring) });
    const inbox = postgresInbox(tested.database, 'probe');
    const taken = host.queues!.listener;
    expect(taken.unwrap<SqsServer[]>()).toHaveLength(1);
    const stopped = stop();
    expect(taken.unwrap<SqsServer[]>()).toHaveLength(1);
    // A request that waits at SQS is not broken off; it waits a second at most.
    await pause(1_400);
    await queue.deliver([callOf(1)]);
    await stopped;
    await queue.close();
    expect(await inbox.claim({ lanes: 1, callsPerLane: 1, leaseMs: 1_000 })).toEqual([]);
  });
});
