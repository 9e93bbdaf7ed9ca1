import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that a test can cut. */
export interface SeverableProxy {
  /** The server's URL, by way of the proxy. */
  readonly url: string;
  /** Breaks what is connected and takes nobody until it is mended. */
  cut(): Promise<void>;
  /** Keeps everything connected and lets nothing through until it is mended. */
  hang(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Puts a proxy before the server at `url`. */
export async function severableProxy(url: string): Promise<SeverableProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let hanging = false;
  const server = createServer((from) => {
    const to = connect(Number(port), hostname);
    for (const [near, far] of [[from, to], [to, from]] as const) {
      sockets.add(near);
      near.on('data', (bytes) => far.write(bytes)).on('error', () => undefined);
      near.on('close', () => {
        sockets.delete(near);
        far.destroy();
      });
      if (hanging) near.pause();
    }
  });
  const listen = async (on: number) => void (await once(server.listen(on, '127.0.0.1'), 'listening'));
  await listen(0);
  const { port: own } = server.address() as AddressInfo;

  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(own) }).href,
    cut,
    hang() {
      hanging = true;
      for (const socket of sockets) socket.pause();
    },
    async mend() {
      hanging = false;
      for (const socket of sockets) socket.resume();
      if (!server.listening) await listen(own);
    },
    close: cut,
  };
}
