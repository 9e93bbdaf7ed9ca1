import { describe, expect, it } from '@jest/globals';
import { Listeners, type Listener } from './listeners.ts';

function aServer(listen: (callback: (error?: unknown) => void) => unknown = (callback) => callback()) {
  const heard: string[] = [];
  const server = {
    addHandler: (pattern: unknown) => void heard.push(String(pattern)),
    listen,
    close: () => void heard.push('closed'),
  } as Listener['server'];
  return { server, heard };
}

const nothing = () => Promise.resolve(undefined as never);

describe('the ways into a host', () => {
  it('each get the patterns that they serve, and no other', () => {
    const [one, other] = [aServer(), aServer()];
    const listeners = new Listeners([
      { server: one.server, serves: (pattern) => pattern === 'sealed' },
      { server: other.server, serves: (pattern) => pattern !== 'sealed' },
    ]);
    for (const pattern of ['sealed', 'catalog.getProduct']) listeners.addHandler(pattern, nothing);
    expect([one.heard, other.heard]).toEqual([['sealed'], ['catalog.getProduct']]);
  });

  it('listen once all of them do, and close together', async () => {
    const begun: ((error?: unknown) => void)[] = [];
    const servers = [aServer((callback) => begun.push(callback)), aServer((callback) => begun.push(callback))];
    const listeners = new Listeners(servers.map(({ server }) => ({ server, serves: () => true })));
    let listening = false;
    listeners.listen(() => (listening = true));
    begun[0]!();
    await nothing();
    expect(listening).toBe(false);
    begun[1]!();
    await new Promise(setImmediate);
    expect(listening).toBe(true);
    await listeners.close();
    expect(servers.map(({ heard }) => heard)).toEqual([['closed'], ['closed']]);
  });

  it.each([
    ['calls back with an error', (callback: (error?: unknown) => void) => callback(new Error('port taken'))],
    ['rejects', () => Promise.reject(new Error('port taken'))],
  ])('fail to listen if one of them %s', async (_how, listen) => {
    const listeners = new Listeners([aServer().server, aServer(listen).server].map((server) => ({ server, serves: () => true })));
    await expect(new Promise((resolve, reject) => listeners.listen((error) => (error ? reject(error) : resolve(null))))).rejects.toThrow('port taken');
  });
});
