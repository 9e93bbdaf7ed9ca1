import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Connection } from './connection.ts';
import { realTime } from './time.ts';

let server: Server;
beforeEach(async () => {
  server = createServer({ allowHalfOpen: true });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => void server.close());

const target = () => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });

/** Both ends of a connection. */
async function connected(): Promise<readonly [near: Socket, far: Socket]> {
  const near = connect(target());
  const [far] = (await once(server, 'connection')) as [Socket];
  return [near, far];
}

it('is gone after a reset, also if a side is just being ended', async () => {
  const [caller, client] = await connected();
  const connection = new Connection(client, target(), realTime);
  const [called] = (await once(server, 'connection')) as [Socket];
  client.end();
  connection.reset();
  await expect(connection.gone).resolves.toBeUndefined();
  caller.destroy();
  called.destroy();
});
