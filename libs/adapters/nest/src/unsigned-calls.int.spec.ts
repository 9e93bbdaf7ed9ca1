import type { AddressInfo, Server as NetServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientTCP, ServerTCP } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { closeHost, context, recount, startHost } from './nest.testing.ts';

const unauthenticated = { code: 'unauthenticated', details: { executed: 'no' } };
const delivery = { calls: [recount] };

afterEach(closeHost);

describe("one of Nest's own transporters, connected to a host", () => {
  let host: Awaited<ReturnType<typeof startHost>>;
  let client: ClientTCP;

  beforeEach(async () => {
    const server = new ServerTCP({ host: '127.0.0.1', port: 0 });
    host = await startHost({ strategy: server });
    await host.app.listen();
    const { port } = server.unwrap<NetServer>().address() as AddressInfo;
    client = new ClientTCP({ host: '127.0.0.1', port });
  });
  afterEach(() => client.close());

  it.each<[string, unknown]>([
    ['stock.level', { sku: 'A-1' }],
    ['deliveries', delivery],
    ['acknowledgements', { acknowledgements: [{ lane: 'stock.recount/A-1', sequence: 1 }] }],
  ])('gets no answer of %s, for nobody vouches for who calls', async (pattern, input) => {
    await expect(lastValueFrom(client.send(pattern, input))).rejects.toMatchObject(unauthenticated);
  });

  it('reaches no handler by an event either', async () => {
    await lastValueFrom(client.emit('deliveries', delivery), { defaultValue: undefined });
    // Answered on the same connection, so it was read after the event.
    await expect(lastValueFrom(client.send('deliveries', delivery))).rejects.toMatchObject(unauthenticated);
    expect(host.received).toEqual([]);
  });
});

describe('a transport that hands over a context without vouching for it', () => {
  it('gets no answer', async () => {
    const { transport } = await startHost();
    await expect(transport.ask('stock.level', { sku: 'A-1' }, { ...context })).rejects.toMatchObject(unauthenticated);
  });
});
