import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { FaultProxy } from '../fault-proxy.ts';
import { realTime, type Time } from '../time.ts';
import { call, End } from './caller.ts';

/** A proxy before a server, and both ends of what is connected by it. */
export interface Switchboard {
  readonly proxy: FaultProxy;
  /** Connects a client; resolves with it and with the server's end. */
  connected(): Promise<{ readonly client: End; readonly server: End }>;
  close(): Promise<void>;
}

/** Sets one up. */
export async function switchboard(time: Time = realTime): Promise<Switchboard> {
  const taken: End[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => taken.push(new End(socket)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy = await FaultProxy.to({ host: '127.0.0.1', port }, time);
  const clients: End[] = [];
  return {
    proxy,
    connected: async () => {
      const arrived = once(server, 'connection');
      const client = await call(proxy.address);
      clients.push(client);
      await arrived;
      return { client, server: taken.at(-1)! };
    },
    close: async () => {
      for (const { socket } of [...clients, ...taken]) socket.destroy();
      await proxy.close();
      server.close();
      await once(server, 'close');
    },
  };
}
