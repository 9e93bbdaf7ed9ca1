import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The way to a host that can crash. */
export interface CrashingWay {
  /** Where callers go instead of the host's own port. */
  readonly port: number;
  /** From now on the host is gone: what was connected is broken, and nobody is let in. */
  crash(): void;
  /** The host crashes when the first bytes of the next call arrive, which it does not get to read. */
  crashBeforeReading(): void;
  close(): void;
}

/** Puts such a way before a port of this machine. */
export async function crashingWay(to: number): Promise<CrashingWay> {
  const sockets = new Set<Socket>();
  let reads = true;
  const crash = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((caller) => {
    const host = connect(to, '127.0.0.1');
    for (const [near, far] of [[caller, host], [host, caller]] as const) {
      sockets.add(near);
      near.on('data', (bytes) => (reads ? far.write(bytes) : crash()));
      near.on('error', () => undefined);
      near.on('close', () => far.destroy());
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: (server.address() as AddressInfo).port, crash, crashBeforeReading: () => void (reads = false), close: crash };
}
