import { nudged, PolledWatches, type RouteStore, type StoredRoutes } from '@banyan/strangler';
import { connect, failed, type RedisConnection } from './connection.ts';
import { redisNudges } from './nudges.ts';

export interface RedisRouteStoreOptions extends RedisConnection {
  /** Milliseconds between looks for changes of which no nudge told; 500 if left out. */
  readonly everyMs?: number;
}

/**
 * Keeps routes in Redis, as the list `<prefix>:routes` of all states, the first one first: a state's version is its
 * place. Appends nudge the watches of all hosts. What it holds outlives Redis if that is set to `appendonly yes`,
 * `appendfsync always` and `maxmemory-policy noeviction`.
 */
export function redisRouteStore(options: RedisRouteStoreOptions): RouteStore {
  return nudged(polledStore(options), redisNudges(options));
}

const after = (milliseconds: number, then: () => void) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

function polledStore({ everyMs = 500, ...connection }: RedisRouteStoreOptions): RouteStore {
  const key = `${connection.prefix}:routes`;
  const client = connect(connection);
  const run = (script: string, ...args: (string | number)[]): Promise<unknown> => client.eval(script, 1, key, ...args).catch(failed);

  async function newerThan(known: number): Promise<StoredRoutes | undefined> {
    const [version, text] = (await run(newer, known)) as [number, string | null];
    return text === null ? undefined : { version, text };
  }

  const watches = new PolledWatches({ newerThan, everyMs, after });

  return {
    load: () => newerThan(0),

    async append({ version, text }) {
      return (await run(appendNext, version, text)) === 1;
    },

    async history({ limit, before = Number.MAX_SAFE_INTEGER }) {
      const [newest, texts] = (await run(latest, limit, before)) as [number, string[]];
      return texts.reverse().map((text, index) => ({ version: newest - index, text }));
    },

    watch: watches.watch,

    close() {
      watches.stop();
      client.disconnect();
      return Promise.resolve();
    },
  };
}

const newer = `
  local newest = redis.call('LLEN', KEYS[1])
  if newest <= tonumber(ARGV[1]) then return { newest, false } end
  return { newest, redis.call('LINDEX', KEYS[1], -1) }`;

const appendNext = `
  if redis.call('LLEN', KEYS[1]) + 1 ~= tonumber(ARGV[1]) then return 0 end
  redis.call('RPUSH', KEYS[1], ARGV[2])
  return 1`;

const latest = `
  local limit = tonumber(ARGV[1])
  local newest = math.min(redis.call('LLEN', KEYS[1]), tonumber(ARGV[2]) - 1)
  if newest < 1 or limit < 1 then return { 0, {} } end
  return { newest, redis.call('LRANGE', KEYS[1], math.max(0, newest - limit), newest - 1) }`;
