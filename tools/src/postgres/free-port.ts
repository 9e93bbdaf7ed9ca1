import { createServer, type AddressInfo } from 'node:net';

/**
 * A port of the loopback interface that nobody listens on: the wanted one, or any.
 * @throws {Error} if the wanted port is taken
 */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause) => {
      reject(new Error(`Port ${wanted} of 127.0.0.1 is not free for PostgreSQL. Stop what listens there, or choose another port.`, { cause }));
    });
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
