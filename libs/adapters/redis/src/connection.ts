import { Redis, ReplyError } from 'ioredis';
import { Unavailable } from '@banyan/contracts/define';

/** Where Redis is, and under which names a shop's things are in it. */
export interface RedisConnection {
  /** `redis://[login:password@]host:port[/number]`, or `rediss:` for TLS. */
  readonly url: string;
  /** What all keys and channels begin with: the shop's name. */
  readonly prefix: string;
  /** Milliseconds that Redis may take to answer; 2,000 if left out. */
  readonly answerWithinMs?: number;
  /** Whether a command waits for a connection that is being made; true if left out, else it fails at once. */
  readonly waits?: boolean;
}

/**
 * A client that connects when it is first used, and anew whenever the connection is lost or silent. No command waits
 * longer than `answerWithinMs`, none is sent a second time, and none that failed for want of a connection is sent later.
 */
export function connect({ url, answerWithinMs = 2_000, waits = true }: RedisConnection): Redis {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: waits,
    connectTimeout: answerWithinMs,
    socketTimeout: answerWithinMs,
    commandTimeout: answerWithinMs,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
    reconnectOnError: isNoMaster,
    keepAlive: 5_000,
    disableClientInfo: true,
    connectionName: 'banyan',
  });
  // Whoever asks is told; unheard, the event would be printed.
  return client.on('error', () => undefined);
}

/** What Redis answers while it cannot serve, for reasons of its own. */
const turnedAway = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|NOREPLICAS|TRYAGAIN|BUSY|ERR max number of clients reached)/;

/** After a failover the connection may lead to what is now a replica. */
function isNoMaster({ message }: Error): boolean {
  return message.startsWith('READONLY');
}

/** Throws the error, as `Unavailable` if Redis could not be reached or cannot serve now. */
export function failed(error: unknown): never {
  const answered = error instanceof ReplyError && !turnedAway.test((error as Error).message);
  throw answered ? error : new Unavailable('Redis', { cause: error });
}
