import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that does nothing but count who comes to it. */
export interface Witness {
  readonly url: string;
  /** Connections so far, whatever was said over them. */
  readonly seen: number;
  close(): Promise<void>;
}

/** Starts one on the loopback interface. */
export async function startWitness(): Promise<Witness> {
  let seen = 0;
  const server = createServer((_request, response) => void response.end());
  server.on('connection', () => void seen++);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get seen() {
      return seen;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
