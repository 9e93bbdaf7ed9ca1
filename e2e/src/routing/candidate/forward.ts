import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type ListenOptions } from 'node:net';

/** Bytes that are carried from one place to another, both ways. */
export interface Forwarding {
  /** Breaks what is connected, and takes nobody any more. */
  close(): Promise<void>;
}

/** Carries whatever comes in at one place to the other. A place is a port of an address, or a socket in the file system. */
export async function forward(from: ListenOptions, to: NetConnectOpts): Promise<Forwarding> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((near) => {
    const far = connect(to);
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await once(server.listen(from), 'listening');
  return {
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
