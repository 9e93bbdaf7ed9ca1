import { connect, type RedisConnection } from './connection.ts';

/** Milliseconds between two messages of one instance: what is announced meanwhile goes with the next. */
const SEND_EVERY = 10;
/** Milliseconds between questions whether the connection on which is listened is still there. */
const ASK_EVERY = 5_000;

/** How instances tell each other that inboxes have received something. */
export interface Arrivals {
  announce(inbox: string): void;
  listen(inbox: string, onArrival: () => void): () => void;
  close(): void;
}

/**
 * Announces over a channel of Redis, in messages of the sender's name and those of the inboxes. A message reaches the
 * instances that are connected when it is sent. However much is announced, one is under way at most.
 */
export function arrivals(connection: RedisConnection, channel: string, instance: string): Arrivals {
  const sender = connect(connection);
  const receiver = connect({ ...connection, waits: true });
  const listeners = new Set<{ readonly inbox: string; readonly onArrival: () => void }>();
  const waiting = new Set<string>();
  let sending = false;
  let closed = false;

  async function send(): Promise<void> {
    sending = true;
    while (waiting.size > 0 && !closed) {
      const message = [instance, ...waiting].join(' ');
      waiting.clear();
      await sender.publish(channel, message).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, SEND_EVERY));
    }
    sending = false;
  }

  function hear(message: string): void {
    const [from, ...inboxes] = message.split(' ');
    if (from === instance) return;
    for (const { inbox, onArrival } of [...listeners]) if (inboxes.includes(inbox)) onArrival();
  }

  receiver.on('message', (_, message: string) => hear(message));
  receiver.on('ready', () => void receiver.subscribe(channel).catch(() => undefined));
  receiver.connect().catch(() => undefined);
  sender.connect().catch(() => undefined);
  // A connection that was cut off looks like one on which nothing happens.
  const asking = setInterval(() => void receiver.ping().catch(() => undefined), ASK_EVERY);

  return {
    announce(inbox) {
      if (closed) return;
      waiting.add(inbox);
      if (!sending) void send();
    },
    listen(inbox, onArrival) {
      const listener = { inbox, onArrival };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closed = true;
      clearInterval(asking);
      listeners.clear();
      sender.disconnect();
      receiver.disconnect();
    },
  };
}
