import type { Nudges } from '@banyan/strangler';
import { connect, type RedisConnection } from './connection.ts';

/**
 * Nudges over a channel of Redis, `<prefix>:nudges`. They reach whoever is connected when they are sent.
 * @param options.askEveryMs milliseconds between questions whether the connection is still there, since one that was cut off
 * looks like one on which nothing happens; 5,000 if left out
 */
export function redisNudges(connection: RedisConnection, { askEveryMs = 5_000 }: { readonly askEveryMs?: number } = {}): Nudges {
  const channel = `${connection.prefix}:nudges`;
  const sender = connect(connection);
  const receiver = connect(connection);
  const listeners = new Set<{ readonly onNudge: () => void }>();
  let asking: NodeJS.Timeout | undefined;

  function nudgeAll(): void {
    for (const { onNudge } of [...listeners]) onNudge();
  }

  /** Begun with the first listener, and kept until the end. */
  function receive(): void {
    if (asking) return;
    asking = setInterval(() => void receiver.ping().catch(() => undefined), askEveryMs);
    receiver.on('message', nudgeAll);
    // Those sent while it was not connected are lost.
    receiver.on('ready', () => void receiver.subscribe(channel).then(nudgeAll, () => undefined));
    void receiver.connect().catch(() => undefined);
  }

  return {
    send: () => void sender.publish(channel, '').catch(() => undefined),
    listen(onNudge) {
      const listener = { onNudge };
      listeners.add(listener);
      receive();
      return () => void listeners.delete(listener);
    },
    close() {
      clearInterval(asking);
      listeners.clear();
      sender.disconnect();
      receiver.disconnect();
      return Promise.resolve();
    },
  };
}
