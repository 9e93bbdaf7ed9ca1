import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closeAll, contextFor, freshKeys, startHost, take, targetOf } from './http.testing.ts';

const strangers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  await closeAll();
  for (const socket of sockets) socket.destroy();
  for (const server of strangers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** Listens on a free port and treats each connection as the test says. */
async function stranger(treat: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    treat(socket);
  });
  return listening(server);
}

async function listening(server: Server): Promise<string> {
  strangers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const input = { sku: 'A-1' };
const failureOf = (call: Promise<unknown>) => call.then(() => undefined, (error: unknown) => error);
const saying = (text: string) => stranger((socket) => socket.once('data', () => socket.end(text)));

describe('a connection', () => {
  it('is used again for the next call', async () => {
    const host = await startHost({});
    let connections = 0;
    host.server.on('connection', () => connections++);
    const target = targetOf(host.url, host.keys, { connections: 1 });
    for (let call = 0; call < 5; call++) await target.call(take, input, contextFor());
    expect(connections).toBe(1);
  });

  it('is one of at most as many as were allowed', async () => {
    const host = await startHost({});
    let connections = 0;
    host.server.on('connection', () => connections++);
    const target = targetOf(host.url, host.keys, { connections: 3 });
    await Promise.all(Array.from({ length: 50 }, () => target.call(take, input, contextFor())));
    expect(connections).toBe(3);
  });

  it('that is refused means that nothing was executed', async () => {
    const { url, keys, close } = await startHost({});
    await close();
    expect(await failureOf(targetOf(url, keys).call(take, input, contextFor()))).toMatchObject({
      code: 'unavailable',
      details: { executed: 'no' },
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('that never stood before the deadline means that nothing was executed', async () => {
    let asked = 0;
    const url = await stranger((socket) => socket.once('data', () => asked++));
    const target = targetOf(url, freshKeys(), { connections: 1 });
    const first = failureOf(target.call(take, input, contextFor({ deadline: Date.now() + 300 })));
    const waiting = failureOf(target.call(take, input, contextFor({ deadline: Date.now() + 50 })));
    expect(await waiting).toMatchObject({ code: 'deadlineExceeded', details: { executed: 'no' } });
    expect(await first).toMatchObject({ code: 'deadlineExceeded', details: { executed: 'unknown' } });
    expect(asked).toBe(1);
  });

  it.each([
    ['breaks off before the answer', ''],
    ['breaks off within the head', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['breaks off within the body', 'HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{"left"'],
    ['breaks off within a chunked body', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"left"\r\n'],
    ['speaks another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['answers with a body that is not JSON', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n{"lef'],
    ['answers with a page of a proxy', 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 11\r\n\r\n<h1>Oh</h1>'],
    ['answers without content', 'HTTP/1.1 204 No Content\r\n\r\n'],
  ])('that %s leaves open whether the call was executed', async (_what, text) => {
    const error = await failureOf(targetOf(await saying(text), freshKeys()).call(take, input, contextFor()));
    expect(error).toMatchObject({ code: 'unavailable', details: { executed: 'unknown' } });
  });

  it('is not led elsewhere by a redirect', async () => {
    let reached = 0;
    const elsewhere = await listening(createHttpServer((_request, response) => (reached++, response.end('{}'))));
    const url = await saying(`HTTP/1.1 307 Temporary Redirect\r\nlocation: ${elsewhere}/\r\ncontent-length: 0\r\n\r\n`);
    expect(await failureOf(targetOf(url, freshKeys()).call(take, input, contextFor()))).toMatchObject({ code: 'unavailable' });
    expect(reached).toBe(0);
  });

  it('is opened anew after the host has restarted', async () => {
    const keys = freshKeys();
    const before = await startHost({ take: () => ({ left: 1 }) }, { keys });
    const target = targetOf(before.url, keys);
    expect(await target.call(take, input, contextFor())).toEqual({ left: 1 });
    await before.close();
    expect(await failureOf(target.call(take, input, contextFor()))).toMatchObject({ code: 'unavailable' });
    await startHost({ take: () => ({ left: 2 }) }, { keys, port: Number(new URL(before.url).port) });
    expect(await target.call(take, input, contextFor())).toEqual({ left: 2 });
  });
});
