import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeRouteStore, witness } from '@banyan/strangler/testing';
import { startRedis, type TestRedis } from '@banyan/tools/testing';
import { redisRouteStore } from './route-store.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

const HOUR = 3_600_000;

function emptyStore() {
  const prefix = randomUUID();
  return Promise.resolve({
    open: () => redisRouteStore({ url: redis.url, prefix, everyMs: 50, answerWithinMs: 2_000 }),
    absences: {
      'was killed': { begin: () => redis.kill(), end: () => redis.restart(), toldWithin: 10_000 },
      'answers nobody': { begin: async () => redis.freeze(), end: async () => redis.thaw(), toldWithin: 10_000 },
    },
    close: () => Promise.resolve(),
  });
}

describeRouteStore('a route store in Redis', emptyStore, ['was killed', 'answers nobody']);

describe('a route store in Redis', () => {
  it('hears of an append by a nudge, long before it would look', async () => {
    const prefix = randomUUID();
    const [here, there] = [1, 2].map(() => redisRouteStore({ url: redis.url, prefix, everyMs: HOUR }));
    const seen = witness(there!);
    for (const version of [1, 2, 3]) {
      await here!.append({ version, text: 'text' });
      await seen.reached(version);
    }
    await here!.close();
    await there!.close();
  });

  it('finds by looking what no nudge told of', async () => {
    const prefix = randomUUID();
    const store = redisRouteStore({ url: redis.url, prefix, everyMs: 20 });
    const seen = witness(store);
    expect(await store.load()).toBeUndefined();
    const behindItsBack = new Redis(redis.url);
    await behindItsBack.rpush(`${prefix}:routes`, 'one');
    await seen.reached(1);
    behindItsBack.disconnect();
    await store.close();
  });

  it('keeps what it has answered for through a crash', async () => {
    const store = redisRouteStore({ url: redis.url, prefix: randomUUID() });
    for (const version of [1, 2, 3]) await store.append({ version, text: `state ${version}` });
    await redis.kill();
    await redis.restart();
    await expect(store.load().catch(() => store.load())).resolves.toEqual({ version: 3, text: 'state 3' });
    await store.close();
  });

  it('does not call a mistake of the command an absence', async () => {
    const prefix = randomUUID();
    const other = new Redis(redis.url);
    await other.set(`${prefix}:routes`, 'no list');
    const store = redisRouteStore({ url: redis.url, prefix });
    await expect(store.load()).rejects.toThrow('WRONGTYPE');
    other.disconnect();
    await store.close();
  });

  it('does not append later what it could not append in time', async () => {
    const store = redisRouteStore({ url: redis.url, prefix: randomUUID(), answerWithinMs: 2_000 });
    await store.append({ version: 1, text: 'one' });
    await redis.kill();
    for (let attempt = 0; attempt < 3; attempt++) await expect(store.append({ version: 2, text: 'late' })).rejects.toThrow('Redis cannot be reached');
    await redis.restart();
    let found;
    while (!found) found = await store.load().catch(() => undefined);
    expect(found).toEqual({ version: 1, text: 'one' });
    await store.close();
  });
});
