import { evenPart, type LaneLeases } from '@banyan/outbox';
import { arrivals } from './arrivals.ts';
import { connect, type RedisConnection } from './connection.ts';

export interface RedisLaneLeasesOptions extends Omit<RedisConnection, 'waits'> {
  /** The host whose instances divide its lanes among each other. */
  readonly host: string;
  /** This one of them; no other may have the same name. */
  readonly instance: string;
  /** Milliseconds for which an instance counts that fell silent; the same for all. 3,000 if left out. */
  readonly leaseMs?: number;
  /** Milliseconds between two renewals; 500 if left out. */
  readonly renewEveryMs?: number;
  /** Told once each time that the lanes begin to be divided, or that Redis does not say how, with the reason. */
  readonly onChange?: (state: 'divided' | 'undivided', why?: unknown) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

interface Known {
  readonly instances: readonly string[];
  readonly until: number;
}

/**
 * Leases on lanes in Redis: each instance keeps its name in the sorted set `<prefix>:lanes:<host>`, by when its lease
 * ends, and the n-th of so many takes the n-th part. What Redis says holds for as long as the lease it was said with; if
 * it says nothing until then, nothing usable, or too late, nothing is divided. At most one renewal and one announcement are under
 * way, none waits for a connection, and none for longer than `answerWithinMs` (1,000 if left out).
 */
export function redisLaneLeases({ host, instance, leaseMs = 3_000, renewEveryMs = 500, onChange = () => undefined, now, ...given }: RedisLaneLeasesOptions): LaneLeases {
  const connection: RedisConnection = { answerWithinMs: 1_000, ...given, waits: false };
  const key = `${connection.prefix}:lanes:${host}`;
  const client = connect(connection);
  const { announce, listen, close: closeArrivals } = arrivals(connection, `${key}:arrivals`, instance);
  let known: Known | undefined;
  let state: 'divided' | 'undivided' | undefined;
  let timer: NodeJS.Timeout | undefined;
  let renewing = false;
  let closed = false;

  function holds(): boolean {
    return known !== undefined && now() < known.until;
  }

  function become(next: 'divided' | 'undivided', why?: unknown): void {
    if (state === next || closed) return;
    state = next;
    onChange(next, why);
  }

  async function renew(): Promise<void> {
    if (renewing || closed) return;
    renewing = true;
    const asked = now();
    try {
      const instances = namesIn(await client.eval(renewal, 1, key, instance, leaseMs), instance);
      known = { instances, until: asked + leaseMs };
      become('divided');
    } catch (error) {
      // Until its lease has ended, the others leave this instance its part.
      if (!holds()) become('undivided', error);
    }
    renewing = false;
    renewLater();
  }

  function renewLater(): void {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void renew(), renewEveryMs);
  }

  client.on('ready', () => void renew());
  client.connect().catch((error: unknown) => {
    become('undivided', error);
    renewLater();
  });

  return {
    partOf(share) {
      if (closed || !known || !holds()) return undefined;
      return evenPart(share, known.instances.indexOf(instance), known.instances.length);
    },
    announce(inbox) {
      if (!closed && known && holds() && known.instances.length > 1) announce(inbox);
    },
    listen,
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      await client.zrem(key, instance).catch(() => undefined);
      client.disconnect();
      closeArrivals();
    },
  };
}

/**
 * Forgets the instances whose leases have ended, or seem to last longer than any lease does because the clock was set back;
 * renews one, and gives all. ARGV: the instance, milliseconds of a lease.
 */
const renewal = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local ends = now + tonumber(ARGV[2])
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  redis.call('ZREMRANGEBYSCORE', KEYS[1], ends + 1, '+inf')
  redis.call('ZADD', KEYS[1], ends, ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return redis.call('ZRANGE', KEYS[1], 0, -1)`;

/** The same order for every instance. @throws {Error} if this one is not among them */
function namesIn(answer: unknown, instance: string): readonly string[] {
  const names = Array.isArray(answer) ? answer.filter((name) => typeof name === 'string').sort() : [];
  if (!names.includes(instance)) throw new Error('Redis does not know of the lease that it was told of.');
  return names;
}
