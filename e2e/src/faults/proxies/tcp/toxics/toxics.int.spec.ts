import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '@banyan/tools/seeded-random';
import { call } from '../testing/caller.ts';
import { HeldTime } from '../testing/held-time.ts';
import { switchboard, type Switchboard } from '../testing/switchboard.ts';
import { Witness } from '../testing/witness.ts';
import { bandwidth } from './bandwidth.ts';
import { halfOpen } from './half-open.ts';
import { latency } from './latency.ts';
import { replyLost } from './reply-lost.ts';
import { reset } from './reset.ts';
import { slowClose } from './slow-close.ts';
import { truncation } from './truncation.ts';

const SEED = 20_261_129;

let board: Switchboard;
let time: HeldTime;
beforeEach(async () => {
  time = new HeldTime();
  board = await switchboard(time);
});
afterEach(() => board.close());

describe('latency', () => {
  it('lets bytes arrive later and in order, in its direction only', async () => {
    board.proxy.put(latency('toServer', { milliseconds: 300, random: () => 0, time }));
    const { client, server } = await board.connected();
    client.say('one');
    await time.askedFor(1);
    server.say('meanwhile');
    await client.hears(9);
    expect(server.heard).toBe('');
    client.say('two');
    time.release();
    expect(await server.hears(3)).toBe('one');
    await time.askedFor(2);
    time.release();
    expect(await server.hears(6)).toBe('onetwo');
  });

  it(`varies as its numbers say (seed ${SEED})`, async () => {
    const expected = seededRandom(SEED);
    board.proxy.put(latency('toClient', { milliseconds: 100, jitter: 50, random: seededRandom(SEED), time }));
    const { client, server } = await board.connected();
    for (let word = 1; word <= 5; word++) {
      server.say('word.');
      await time.askedFor(word);
      time.release();
      await client.hears(5 * word);
    }
    expect(time.asked).toEqual(Array.from({ length: 5 }, () => 100 + 50 * expected()));
    expect(new Set(time.asked).size).toBe(5);
  });

  it('lets what it holds go on once it is taken off', async () => {
    const slow = latency('toServer', { milliseconds: 300, random: () => 0, time });
    board.proxy.put(slow);
    const { client, server } = await board.connected();
    client.say('held');
    await time.askedFor(1);
    board.proxy.takeOff(slow);
    expect(await server.hears(4)).toBe('held');
  });
});

describe('bandwidth', () => {
  it('lets bytes trickle, as many at a time as it says', async () => {
    board.proxy.put(bandwidth('toClient', { bytesPerSecond: 1_000, slice: 4, time }));
    const { client, server } = await board.connected();
    server.say('0123456789');
    for (const [index, heard] of ['0123', '01234567', '0123456789'].entries()) {
      await time.askedFor(index + 1);
      expect(client.heard.length).toBe(4 * index);
      time.release();
      expect(await client.hears(heard.length)).toBe(heard);
    }
    expect(time.asked).toEqual([4, 4, 2]);
  });
});

describe('a half-open connection', () => {
  it('takes what a side says and swallows it, and its end waits', async () => {
    const [toServer, toClient, toxic] = [new Witness('toServer'), new Witness('toClient'), halfOpen()];
    board.proxy.put(toServer, toClient, toxic);
    const { client, server } = await board.connected();
    client.say('hello?');
    server.say('hello!');
    await Promise.all([toServer.sees(6), toClient.sees(6)]);
    client.socket.end();
    expect([client.heard, server.heard, server.socket.readableEnded]).toEqual(['', '', false]);
    board.proxy.takeOff(toxic);
    expect(await server.ended).toBe('end');
    expect(server.heard).toBe('');
  });
});

describe('truncation', () => {
  it('passes so many bytes on, then ends both sides', async () => {
    board.proxy.put(truncation('toClient', 7));
    const { client, server } = await board.connected();
    client.say('whole');
    expect(await server.hears(5)).toBe('whole');
    server.say('cut shorter');
    expect(await client.ended).toBe('end');
    expect(client.heard).toBe('cut sho');
    await server.ended;
  });
});

describe('a reset', () => {
  it('hits connections that are open, and new ones', async () => {
    const { client, server } = await board.connected();
    board.proxy.put(reset());
    expect([await client.ended, await server.ended]).toEqual(['ECONNRESET', 'ECONNRESET']);
    const second = await call(board.proxy.address).then(({ ended }) => ended, (error: NodeJS.ErrnoException) => error.code);
    expect(second).toBe('ECONNRESET');
  });
});

describe('a slow close', () => {
  it('keeps the end of what a side says, and not what it says', async () => {
    board.proxy.put(slowClose('toServer', { milliseconds: 5_000, time }));
    const { client, server } = await board.connected();
    client.say('bye');
    client.socket.end();
    expect(await server.hears(3)).toBe('bye');
    await time.askedFor(1);
    expect(server.socket.readableEnded).toBe(false);
    time.release();
    expect(await server.ended).toBe('end');
    expect(time.asked).toEqual([5_000]);
  });
});

describe('a lost reply', () => {
  it('has the request arrive, and its answer never', async () => {
    const { client, server } = await board.connected();
    board.proxy.put(replyLost());
    client.say('charge');
    expect(await server.hears(6)).toBe('charge');
    server.say('charged');
    expect(await client.ended).toBe('ECONNRESET');
    expect(client.heard).toBe('');
  });

  it('is that of the request chosen', async () => {
    board.proxy.put(replyLost((request) => request.includes('COMMIT')));
    const { client, server } = await board.connected();
    client.say('BEGIN');
    await server.hears(5);
    server.say('begun');
    expect(await client.hears(5)).toBe('begun');
    client.say('COMMIT');
    await server.hears(11);
    server.say('committed');
    expect(await client.ended).toBe('ECONNRESET');
    expect(client.heard).toBe('begun');
  });
});
