import type { Fault } from './fault.ts';
import type { World } from '../run/world.ts';
import { Redis } from 'ioredis';
import { again } from './again.ts';
import { flapping } from './routes.ts';

function redisOf({ redis }: World) {
  if (!redis) throw new Error("This run has no Redis. Say 'redis: true' in the fault.");
  return redis;
}

/** Has a Redis forget all that it holds. @returns what shows that it did */
export async function flush(url: string): Promise<string> {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1 });
  try {
    await client.connect();
    const [before, answer] = [await client.dbsize(), await client.flushall()];
    const { length } = await client.call('CLIENT', 'LIST').then((list) => String(list).trim().split('\n'));
    return `FLUSHALL of ${before} keys was answered ${answer}, with ${length - 1} other clients`;
  } finally {
    client.disconnect();
  }
}

/** Redis, as far as hosts use it: it divides lanes among instances and has changes of the routes arrive sooner, so routes change meanwhile. */
export const redisFaults: readonly Fault[] = [
  {
    number: 'F27',
    does: 'has Redis forget everything, again and again',
    shops: ['by-http'],
    redis: true,
    tolerated: 'nothing',
    inject: async (world, chance) => {
      const changes = await flapping(world, { perSecond: 2 });
      const flushed = await again(() => flush(redisOf(world).url), () => chance.whole(300, 1_000));
      return {
        evidence: flushed.evidence,
        heal: async () => {
          await flushed.heal();
          await changes.heal();
        },
      };
    },
  },
  {
    number: 'F29',
    does: 'has Redis keep its connections and answer nobody, or be killed',
    shops: ['by-http'],
    redis: true,
    tolerated: 'nothing',
    inject: async (world, chance) => {
      const redis = redisOf(world);
      const changes = await flapping(world, { perSecond: 2 });
      const isHung = chance.happens(0.6);
      if (isHung) redis.freeze();
      else await redis.kill();
      return {
        evidence: isHung ? 'Redis stands still' : 'Redis was killed',
        heal: async () => {
          if (isHung) redis.thaw();
          else await redis.restart();
          await changes.heal();
        },
      };
    },
  },
];
