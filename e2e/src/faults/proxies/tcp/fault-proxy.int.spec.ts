import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FLOW_LIMIT } from './flow.ts';
import { halfOpen } from './toxics/half-open.ts';
import { reset } from './toxics/reset.ts';
import { truncation } from './toxics/truncation.ts';
import { call, type End } from './testing/caller.ts';
import { switchboard, type Switchboard } from './testing/switchboard.ts';
import { Witness } from './testing/witness.ts';

let board: Switchboard;
beforeEach(async () => void (board = await switchboard()));
afterEach(() => board.close());

/** Resolves once neither end is connected any more. */
const gone = async ({ proxy }: Switchboard) => {
  while (proxy.connections > 0) await new Promise((resolve) => setImmediate(resolve));
};

describe('a proxy with nothing on it', () => {
  it('passes both sides on as they are, and each end by itself', async () => {
    const { client, server } = await board.connected();
    client.say('question');
    client.socket.end();
    expect(await server.ended).toBe('end');
    expect(server.heard).toBe('question');
    server.say('answer');
    server.socket.end();
    expect(await client.ended).toBe('end');
    expect(client.heard).toBe('answer');
    await gone(board);
  });

  it('breaks off one side when the other one does', async () => {
    const { client, server } = await board.connected();
    client.socket.resetAndDestroy();
    await server.ended;
    await gone(board);
  });

  it('holds a bounded number of bytes for a side that does not read, and loses none of them', async () => {
    const { client, server } = await board.connected();
    server.socket.pause();
    const sent = randomBytes(32 * 1024 * 1024);
    client.socket.end(sent);
    while (board.proxy.bytes < FLOW_LIMIT) await new Promise((resolve) => setImmediate(resolve));
    let most = 0;
    const parts: Buffer[] = [];
    server.socket.removeAllListeners('data');
    server.socket.on('data', (bytes: Buffer) => {
      most = Math.max(most, board.proxy.bytes);
      parts.push(bytes);
    });
    server.socket.resume();
    expect(await server.ended).toBe('end');
    expect(Buffer.concat(parts).equals(sent)).toBe(true);
    expect(most).toBeLessThanOrEqual(FLOW_LIMIT + 64 * 1024);
  });
});

describe('a proxy that is cut', () => {
  const outcome = (calling: Promise<End>) => calling.then(() => 'connected', (error: NodeJS.ErrnoException) => error.code);

  it('breaks what is connected, refuses everybody, and lets them in again at the same address', async () => {
    const { client, server } = await board.connected();
    const before = board.proxy.address;
    await board.proxy.cut();
    expect([await client.ended, await server.ended]).toEqual(['end', 'end']);
    expect(await outcome(call(before))).toBe('ECONNREFUSED');
    await board.proxy.mend();
    expect(board.proxy.address).toEqual(before);
    const again = await board.connected();
    again.client.say('hello');
    expect(await again.server.hears(5)).toBe('hello');
  });
});

describe('toxics', () => {
  it('act on connections that are open, one behind the other, and on new ones', async () => {
    const { client, server } = await board.connected();
    const first = truncation('toServer', 8);
    board.proxy.put(first, truncation('toServer', 4));
    client.say('0123456789');
    await server.ended;
    expect(server.heard).toBe('0123');
    const later = await board.connected();
    later.client.say('abcdefgh');
    await later.server.ended;
    expect(later.server.heard).toBe('abcd');
  });

  it('do nothing once they are taken off', async () => {
    const [witness, swallowing, resetting] = [new Witness('toServer'), halfOpen(), reset()];
    const { client, server } = await board.connected();
    board.proxy.put(witness, swallowing);
    client.say('lost');
    await witness.sees(4);
    board.proxy.takeOff(swallowing);
    client.say('heard');
    expect(await server.hears(5)).toBe('heard');
    board.proxy.put(resetting);
    expect(await client.ended).toBe('ECONNRESET');
    board.proxy.takeOff(resetting);
    const after = await board.connected();
    after.client.say('well');
    expect(await after.server.hears(4)).toBe('well');
  });
});
