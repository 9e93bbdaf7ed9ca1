import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeNudges } from '@banyan/strangler/testing';
import { startRedis, type TestRedis } from '@banyan/tools/testing';
import { redisNudges } from './nudges.ts';
import { redisRouteStore } from './route-store.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

describeNudges('nudges over Redis', () => {
  const prefix = randomUUID();
  return Promise.resolve({ open: () => redisNudges({ url: redis.url, prefix }), close: () => Promise.resolve() });
});

describe('nudges over Redis', () => {
  it('come once the connection is made anew, for those that were missed', async () => {
    const nudges = redisNudges({ url: redis.url, prefix: randomUUID() });
    let heard = (): void => undefined;
    const next = () => new Promise<void>((resolve) => (heard = resolve));
    const connected = next();
    nudges.listen(() => heard());
    await connected;
    const again = next();
    await redis.kill();
    nudges.send();
    await redis.restart();
    await again;
    await nudges.close();
  });

  it('may be sent and listened for while Redis is away', async () => {
    await redis.kill();
    const nudges = redisNudges({ url: redis.url, prefix: randomUUID() });
    const heard = new Promise<void>((resolve) => nudges.listen(resolve));
    nudges.send();
    await redis.restart();
    await heard;
    await nudges.close();
  });

  it('come again after a connection on which nothing was heard any more', async () => {
    const nudges = redisNudges({ url: redis.url, prefix: randomUUID(), answerWithinMs: 100 }, { askEveryMs: 20 });
    let heard = (): void => undefined;
    const next = () => new Promise<void>((resolve) => (heard = resolve));
    const connected = next();
    nudges.listen(() => heard());
    await connected;
    const again = next();
    redis.freeze();
    const asked = redisRouteStore({ url: redis.url, prefix: randomUUID(), answerWithinMs: 300 });
    await expect(asked.load()).rejects.toThrow('Redis cannot be reached');
    redis.thaw();
    await again;
    await asked.close();
    await nudges.close();
  });
});
