import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { call } from '@banyan/outbox/testing';
import { serve, tokens, type Served } from './serve.testing.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(async () => {
  await served.api.close();
  expect(served.faults).toEqual([]);
});

const lane = 'checkout>orders/cus_1';
const of = { module: 'orders', lane, by: 'ada' };

/** Parks lanes of two calls each, for the first. */
async function park(...lanes: string[]): Promise<void> {
  for (const name of lanes) {
    await served.inbox.receive([call(name, 1), call(name, 2)]);
    const [claimed] = await served.inbox.claim({ lanes: 1, callsPerLane: 1, leaseMs: 60_000 });
    await served.inbox.settle([{ lane: name, epoch: claimed!.epoch, then: { kind: 'park', code: 'TypeError', message: 'No.' } }]);
  }
}
const isParked = async () => (await served.inbox.parked({ limit: 1, lane })).length === 1;

describe('lanes', () => {
  it('are shown to viewers with how many wait, are in hand and are parked', async () => {
    await park(lane);
    await served.inbox.receive([call('checkout>orders/cus_2', 1)]);
    const { body } = await served.ask('GET', 'lanes', undefined, tokens.viewer);
    expect(body).toEqual({
      modules: [{ module: 'orders', waiting: 1, inHand: 0, parked: 1, next: null, lanes: [expect.objectContaining({ lane, state: 'parked', calls: 2 }), expect.objectContaining({ state: 'waiting', calls: 1 })] }],
    });
  });

  it('that are parked are listed page by page, with the call and the reason', async () => {
    await park('a>b/1', 'a>b/2', 'a>b/3');
    const pages: string[][] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { body } = await served.ask('GET', `parked?module=orders&limit=2${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`);
      const [page] = body['modules'] as { parked: { lane: string; why: object; behind: number; call: object }[]; next: string | null }[];
      for (const parked of page!.parked) expect(parked).toMatchObject({ why: { code: 'TypeError', message: 'No.' }, behind: 1, call: { sequence: 1 } });
      pages.push(page!.parked.map((parked) => parked.lane));
      next = page!.next;
    }
    expect(pages).toEqual([['a>b/1', 'a>b/2'], ['a>b/3']]);
  });

  it.each([
    ['lanes/retry', of],
    ['lanes/discard', { ...of, sequence: 1, reason: 'A test.' }],
    ['queues/redrive', { module: 'orders', by: 'ada' }],
  ])('are changed by operators only: %s', async (path, body) => {
    await park(lane);
    expect((await served.ask('POST', path, body, tokens.viewer)).status).toBe(403);
    expect(await isParked()).toBe(true);
  });

  it.each([
    ['GET', 'lanes?module=nobody', undefined, 404, 'unknownModule'],
    ['GET', 'parked?limit=0', undefined, 400, 'invalidRequest'],
    ['GET', 'parked?after=2026-01-01T00:00:00.000Z/x', undefined, 400, 'invalidRequest'],
    ['GET', 'parked?module=orders&after=x', undefined, 400, 'invalidRequest'],
    ['POST', 'lanes/retry', { ...of, module: 'nobody' }, 404, 'unknownModule'],
    ['POST', 'lanes/retry', { module: 'orders', lane }, 400, 'invalidRequest'],
    ['POST', 'lanes/discard', { ...of, sequence: 1 }, 400, 'invalidRequest'],
    ['POST', 'lanes/discard', { ...of, sequence: 1, reason: 'A test.' }, 409, 'notParked'],
    ['POST', 'lanes/retry', of, 409, 'notParked'],
    ['POST', 'queues/redrive', { module: 'orders', by: 'ada' }, 409, 'noQueues'],
  ])('%s %s %j is refused', async (method, path, body, status, code) => {
    expect(await served.ask(method, path, body)).toMatchObject({ status, body: { code, next: expect.stringMatching(/./) } });
  });
});

describe('a parked lane', () => {
  beforeEach(() => park(lane));
  const discard = (sequence: number, more: object = {}) => served.ask('POST', 'lanes/discard', { ...of, sequence, reason: 'A test.', ...more });

  it('is tried again, and nothing is changed where that is only tried out', async () => {
    expect((await served.ask('POST', 'lanes/retry', { ...of, dryRun: true })).body).toMatchObject({ dryRun: true, parked: { lane, behind: 1 } });
    expect(await isParked()).toBe(true);
    expect((await served.ask('POST', 'lanes/retry', of)).body).toMatchObject({ dryRun: false, parked: { lane } });
    expect(await isParked()).toBe(false);
  });

  it('goes on behind a call that is discarded, once', async () => {
    expect((await discard(1, { dryRun: true })).body).toMatchObject({ dryRun: true, parked: { call: { sequence: 1 } } });
    expect(await isParked()).toBe(true);
    expect((await discard(1)).body).toMatchObject({ sequence: 1, parked: { call: { sequence: 1 } } });
    expect((await discard(1)).body).toMatchObject({ sequence: 1, parked: null });
    expect((await served.inbox.claim({ lanes: 1, callsPerLane: 9, leaseMs: 1 }))[0]?.calls).toMatchObject([{ sequence: 2 }]);
  });

  it.each([false, true])('keeps a call that was not meant (dry run: %s)', async (dryRun) => {
    expect(await discard(2, { dryRun })).toMatchObject({ status: 409, body: { code: 'anotherCall', data: { sequence: 1 } } });
    expect(await isParked()).toBe(true);
  });
});

it('queues are redriven by whoever has them', async () => {
  await served.api.close();
  served = await serve({ lanes: { inboxes: () => new Map([['orders', served.inbox]]), redrive: async (module) => [{ queue: `${module}.fifo`, moved: 3 }] } });
  expect((await served.ask('POST', 'queues/redrive', { module: 'orders', by: 'ada' })).body).toEqual({ module: 'orders', queues: [{ queue: 'orders.fifo', moved: 3 }] });
});

describe('what operators did', () => {
  const noted = async (query = '') => (await served.ask('GET', `acts${query}`, undefined, tokens.viewer)).body;

  it('is noted with who, when and why, and shown to viewers, newest first', async () => {
    await park(lane);
    await served.ask('POST', 'lanes/retry', { ...of, dryRun: true });
    await served.ask('POST', 'lanes/retry', { ...of, why: 'It is mended.' });
    await served.ask('POST', 'overrides', { routes: { 'stock.*': 'east' }, minutes: 30, by: 'ada' });
    expect(await noted()).toEqual({
      acts: [
        { number: 2, at: expect.any(String), kind: 'override', subject: 'stock.*=east, 30 min', by: 'ada', why: '–' },
        { number: 1, at: expect.any(String), kind: 'retry', subject: `orders '${lane}', call 1`, by: 'ada', why: 'It is mended.' },
      ],
      next: null,
    });
    expect(await noted('?limit=1')).toMatchObject({ acts: [{ number: 2 }], next: 2 });
    expect(await noted('?limit=1&before=2')).toMatchObject({ acts: [{ number: 1 }] });
  });

  it('holds a call that was discarded, and none that was refused', async () => {
    await park(lane);
    for (const sequence of [2, 1]) await served.ask('POST', 'lanes/discard', { ...of, sequence, reason: 'Ordered anew.' });
    const why = 'It is mended.';
    expect((await served.ask('POST', 'lanes/retry', { ...of, why })).status).toBe(409);
    expect((await served.ask('POST', 'queues/redrive', { module: 'orders', by: 'ada', why })).status).toBe(409);
    expect(await noted()).toMatchObject({ acts: [{ kind: 'discard', subject: `orders '${lane}', call 1`, why: 'Ordered anew.' }] });
    expect(await noted('?limit=0')).toMatchObject({ code: 'invalidRequest' });
  });
});
