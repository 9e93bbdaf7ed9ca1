import { completeTurn, holdTurn, inboxMigration, inboxParkingMigration, inboxShareMigration, postgresInbox } from '@banyan/adapter-postgres';
import { redisLaneLeases } from '@banyan/adapter-redis';
import { BUCKETS, isUnavailable, type Share } from '@banyan/contracts/define';
import { createLanes, spreadClaims, type LaneLeases, type LaneLoop } from '@banyan/outbox';
import { call } from '@banyan/outbox/testing';
import { startRedis, testDatabase, type TestDatabase, type TestRedis } from '@banyan/tools/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each call leaves a row, in the transaction that ends its turn: one that is executed twice leaves two. */
class CreateEffect implements MigrationInterface {
  readonly name = 'CreateEffect1764400000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE orders.effect (place bigserial PRIMARY KEY, lane text NOT NULL, sequence bigint NOT NULL, instance text NOT NULL)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE orders.effect');
  }
}

const all: Share = { from: 0, to: BUCKETS };
const now = () => performance.now();
const moment = (milliseconds = 5) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const lanesOf = (count: number) => Array.from({ length: count }, (_, n) => `checkout>orders/cus_${n}`);
/** Of one after the other. */
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

let shop: TestDatabase;
let redis: TestRedis;
let prefix: string;
let opened: LaneLeases[] = [];
let runners: LaneLoop[] = [];
beforeAll(async () => {
  shop = await testDatabase('orders', [inboxMigration('orders'), inboxShareMigration('orders'), inboxParkingMigration('orders'), CreateEffect], { poolSize: 10 });
  redis = await startRedis();
});
afterAll(async () => {
  await redis.close();
  await shop.close();
});
beforeEach(async () => {
  for (const table of ['inbox_entry', 'inbox_due', 'inbox_lane', 'effect']) await patiently(() => shop.database.query(`DELETE FROM orders.${table}`));
  prefix = crypto.randomUUID();
  opened = [];
  runners = [];
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await redis.restart();
  await Promise.all(opened.map((leases) => leases.close()));
});

/** A machine that is busy may take its time to connect to PostgreSQL. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      await moment(50);
    }
  }
}

const receive = (lanes: readonly string[], sequences: readonly number[]) =>
  patiently(() => postgresInbox(shop.database, 'orders').receive(lanes.flatMap((lane) => sequences.map((sequence) => call(lane, sequence)))));

function openLeases({ leaseMs = 1_500, answerWithinMs = 1_000 } = {}): LaneLeases {
  const leases = redisLaneLeases({ url: redis.url, prefix, host: 'orders', instance: crypto.randomUUID(), leaseMs, renewEveryMs: 50, answerWithinMs, now });
  opened.push(leases);
  return leases;
}

/** An instance that executes lanes, by the parts that it is told of. */
function runner(instance: string, leases: Pick<LaneLeases, 'partOf'>, { concurrency = 8, ...spread }: { readonly overdueMs: number; readonly lookEveryMs: number; readonly concurrency?: number }): LaneLoop {
  const inbox = postgresInbox(shop.database, 'orders');
  const loop = createLanes({
    store: { claim: spreadClaims(inbox, { leases, now, ...spread }), settle: (progress) => inbox.settle(progress) },
    handle: ({ lane, sequence }, turn) =>
      shop.database.transaction(async (tx) => {
        await holdTurn(tx, 'orders', turn);
        await tx.query('INSERT INTO orders.effect (lane, sequence, instance) VALUES ($1, $2, $3)', [lane, sequence, instance]);
        await completeTurn(tx, 'orders', turn);
      }),
    concurrency,
    batchSize: 4,
    pollMs: { min: 5, max: 50 },
    onError: () => undefined,
    random: Math.random,
  });
  runners.push(loop);
  loop.start();
  return loop;
}

async function effects(count: number): Promise<readonly { lane: string; sequence: number; instance: string }[]> {
  for (;;) {
    const rows = await patiently(() => shop.database.query<{ lane: string; sequence: number; instance: string }>('SELECT lane, sequence, instance FROM orders.effect ORDER BY place'));
    if (rows.length >= count) return rows;
    await moment(20);
  }
}

/** @throws unless each lane has exactly these effects, in this order */
async function expectOnceAndInOrder(lanes: readonly string[], last: number): Promise<void> {
  const rows = await effects(lanes.length * last);
  const byLane = Map.groupBy(rows, ({ lane }) => lane);
  expect(byLane.size).toBe(lanes.length);
  for (const of of byLane.values()) expect(of.map(({ sequence }) => sequence)).toEqual(upTo(last));
}

const isDivided = (among: readonly LaneLeases[]) => among.every((leases) => {
  const part = leases.partOf(all);
  return part !== undefined && Math.abs(part.to - part.from - BUCKETS / among.length) <= 1;
});

async function untilDivided(among: readonly LaneLeases[]): Promise<void> {
  while (!isDivided(among)) await moment();
}

async function untilUnknown(among: readonly LaneLeases[]): Promise<void> {
  while (among.some((leases) => leases.partOf(all) !== undefined)) await moment();
}

describe('lanes over Redis', () => {
  const quick = { overdueMs: 200, lookEveryMs: 100 };

  /** Goes on until it is told that the work is done, after at least one round that took effect. */
  type Nemesis = (leases: readonly LaneLeases[]) => Promise<void>;
  const nemeses: Readonly<Record<string, Nemesis>> = {
    'is flushed each 100 ms': async () => {
      const client = new Redis(redis.url);
      await client.flushall();
      await moment(100);
      client.disconnect();
    },
    'is paused again and again': async (leases) => {
      redis.freeze();
      await untilUnknown(leases);
      redis.thaw();
      await untilDivided(leases);
    },
    'is killed again and again': async (leases) => {
      await redis.kill();
      await untilUnknown(leases);
      await redis.restart();
    },
  };

  const situations = Object.keys(nemeses).flatMap((nemesis) => [1, 2, 4].map((count) => [nemesis, count] as const));

  it.each(situations)('execute every call once and in order while Redis %s, with %i instances', async (nemesis, count) => {
    const lanes = lanesOf(25);
    const leases = Array.from({ length: count }, () => openLeases());
    await untilDivided(leases);
    for (const [index, one] of leases.entries()) runner(`instance ${index}`, one, quick);
    await receive(lanes, upTo(4));
    let rounds = 0;
    let done = false;
    const disturb = async () => {
      while (!done) {
        await nemeses[nemesis]!(leases);
        rounds++;
      }
    };
    const disturbed = disturb();
    while (rounds < 1) await moment();
    await receive(lanes, [8, 6]);
    while (rounds < 2) await moment();
    await receive(lanes, [7, 5]);
    await effects(lanes.length * 8);
    done = true;
    await disturbed;
    await expectOnceAndInOrder(lanes, 8);
  });

  it('give each of four instances about as many lanes, and all calls of a lane to one', async () => {
    const leases = Array.from({ length: 4 }, () => openLeases({ leaseMs: 600_000, answerWithinMs: 30_000 }));
    await untilDivided(leases);
    // Each has room for all, and comes so late to the help of another that it never does.
    for (const [index, one] of leases.entries()) runner(`instance ${index}`, one, { overdueMs: 600_000, lookEveryMs: 100, concurrency: 256 });
    await receive(lanesOf(200), upTo(3));
    const rows = await effects(600);
    const executed = Map.groupBy(rows, ({ instance }) => instance);
    const counts = [...executed.values()].map((calls) => new Set(calls.map(({ lane }) => lane)).size);
    expect(counts).toHaveLength(4);
    expect(counts.reduce((sum, one) => sum + one)).toBe(200);
    for (const one of counts) expect(Math.abs(one - 50)).toBeLessThanOrEqual(15);
  });

  it('execute those of an instance that died with its lease held', async () => {
    const lanes = lanesOf(60);
    const [dead, ...living] = Array.from({ length: 3 }, () => openLeases({ leaseMs: 600_000, answerWithinMs: 30_000 }));
    await untilDivided([dead!, ...living]);
    for (const [index, one] of living.entries()) runner(`instance ${index}`, one, quick);
    await receive(lanes, upTo(3));
    await expectOnceAndInOrder(lanes, 3);
    expect(isDivided([dead!, ...living])).toBe(true);
  });

  it.each([
    ['nothing', { from: 0, to: 0 }],
    ['everything', all],
    ['the same half', { from: 0, to: BUCKETS / 2 }],
  ])('execute every call once and in order when two instances believe that they have %s', async (_, belief) => {
    const lanes = lanesOf(60);
    for (const instance of ['one', 'other']) runner(instance, { partOf: () => belief }, quick);
    await receive(lanes, upTo(3));
    await expectOnceAndInOrder(lanes, 3);
  });
});
