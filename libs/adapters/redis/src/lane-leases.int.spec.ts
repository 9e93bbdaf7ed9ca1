import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { BUCKETS, type Share } from '@banyan/contracts/define';
import type { LaneLeases } from '@banyan/outbox';
import { describeLaneLeases } from '@banyan/outbox/testing';
import { severableProxy, startRedis, type TestRedis } from '@banyan/tools/testing';
import { redisLaneLeases, type RedisLaneLeasesOptions } from './lane-leases.ts';

const all: Share = { from: 0, to: BUCKETS };
/** Long enough for a machine that is busy, short enough to be waited for. */
const quick = { leaseMs: 2_000, renewEveryMs: 20, answerWithinMs: 1_000 };
const now = () => performance.now();

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

/** Leases whose connection a test can cut. */
function cuttable(options: Omit<RedisLaneLeasesOptions, 'url'>) {
  const proxy = severableProxy(redis.url);
  let leases: LaneLeases | undefined;
  const opened = proxy.then(({ url }) => (leases = redisLaneLeases({ ...options, url })));
  return {
    proxy,
    opened,
    leases: {
      partOf: (share: Share) => leases?.partOf(share),
      announce: (inbox: string) => leases?.announce(inbox),
      listen: (inbox: string, onArrival: () => void) => {
        const stop = opened.then((open) => open.listen(inbox, onArrival));
        return () => void stop.then((end) => end());
      },
      close: async () => {
        await (await opened).close();
        await (await proxy).close();
      },
    },
  };
}

describeLaneLeases('leases on lanes in Redis', async () => {
  const prefix = randomUUID();
  return {
    open() {
      const { proxy, leases } = cuttable({ prefix, host: 'orders', instance: randomUUID(), now, ...quick });
      return { leases, fallSilent: async () => (await proxy).cut() };
    },
    close: async () => undefined,
  };
});

describe('leases on lanes in Redis', () => {
  let opened: LaneLeases[] = [];
  afterEach(async () => {
    await redis.restart();
    for (const leases of opened) await leases.close();
    opened = [];
  });

  function open(prefix: string, more: Partial<RedisLaneLeasesOptions> = {}): LaneLeases {
    const leases = redisLaneLeases({ url: redis.url, prefix, host: 'orders', instance: randomUUID(), now, ...quick, ...more });
    opened.push(leases);
    return leases;
  }

  const isHalf = (leases: LaneLeases) => {
    const part = leases.partOf(all);
    return part !== undefined && part.to - part.from === BUCKETS / 2;
  };
  const isUnknown = (leases: LaneLeases) => leases.partOf(all) === undefined;

  it.each([
    ['is frozen', async () => redis.freeze(), async () => redis.thaw()],
    ['was killed', async () => redis.kill(), async () => redis.restart()],
  ])('are unknown while Redis %s, and divided again afterwards; both are told once', async (_, begin, end) => {
    const prefix = randomUUID();
    const told: [string, boolean][] = [];
    const pair = [open(prefix, { onChange: (state, why) => void told.push([state, why !== undefined]) }), open(prefix)];
    await until(() => pair.every(isHalf));
    await begin();
    // A renewal that was asked for before may still be answered: it is told once that has failed as well.
    await until(() => pair.every(isUnknown) && told.length > 1);
    await end();
    await until(() => pair.every(isHalf));
    expect(told).toEqual([['divided', false], ['undivided', true], ['divided', false]]);
  });

  it('are divided again after all was flushed', async () => {
    const prefix = randomUUID();
    const pair = [open(prefix), open(prefix)];
    const other = new Redis(redis.url);
    await until(() => pair.every(isHalf));
    await other.flushall();
    while ((await other.zcard(`${prefix}:lanes:orders`)) < 2);
    await until(() => pair.every(isHalf));
    other.disconnect();
  });

  it('are unknown, and not wrong, when Redis holds something else there', async () => {
    const prefix = randomUUID();
    const other = new Redis(redis.url);
    await other.set(`${prefix}:lanes:orders`, 'no set');
    const told: unknown[] = [];
    const leases = open(prefix, { onChange: (state, why) => void told.push(state, (why as Error).message) });
    await until(() => told.length > 0);
    expect(leases.partOf(all)).toBeUndefined();
    expect(told).toEqual(['undivided', expect.stringContaining('WRONGTYPE')]);
    other.disconnect();
  });

  it('count nobody whose lease seems to end later than any lease can, as after the clock was set back', async () => {
    const prefix = randomUUID();
    const other = new Redis(redis.url);
    await other.zadd(`${prefix}:lanes:orders`, Date.now() + 3_600_000, 'ghost');
    const pair = [open(prefix), open(prefix)];
    await until(() => pair.every(isHalf));
    other.disconnect();
  });

  it('are of one host each', async () => {
    const prefix = randomUUID();
    const pair = [open(prefix), open(prefix, { host: 'monolith' })];
    await until(() => pair.every((leases) => leases.partOf(all)?.to === BUCKETS && leases.partOf(all)?.from === 0));
  });

  it('hold no longer than the lease, even for a process that was suspended', async () => {
    let time = 0;
    const leases = open(randomUUID(), { now: () => time, leaseMs: 60_000, renewEveryMs: 60_000 });
    await until(() => !isUnknown(leases));
    time = 59_999;
    expect(isUnknown(leases)).toBe(false);
    time = 60_000;
    expect(isUnknown(leases)).toBe(true);
  });

  it('cost their caller nothing while Redis was never there', async () => {
    await redis.kill();
    const told: string[] = [];
    const leases = open(randomUUID(), { onChange: (state) => void told.push(state) });
    for (let time = 0; time < 10_000; time++) {
      expect(leases.partOf(all)).toBeUndefined();
      leases.announce('orders');
    }
    await until(() => told.length > 0);
    expect(told).toEqual(['undivided']);
    await redis.restart();
    await until(() => !isUnknown(leases));
  });

  it('end at once when they are closed while Redis is frozen', async () => {
    const leases = open(randomUUID());
    await until(() => !isUnknown(leases));
    redis.freeze();
    await leases.close();
    redis.thaw();
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
