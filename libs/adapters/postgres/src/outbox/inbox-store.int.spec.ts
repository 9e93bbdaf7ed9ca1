import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Turn } from '@banyan/contracts/define';
import { createLanes, isStaleTurn, type InboxStore } from '@banyan/outbox';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { call, until } from './calls.fixture.ts';
import { inboxMigration } from './inbox-migration.ts';
import { postgresInbox } from './inbox-store.ts';
import { completeTurn, holdTurn } from './turn.ts';

let shop: TestDatabase;
let store: InboxStore;
beforeAll(async () => {
  shop = await testDatabase('orders', [inboxMigration('orders')], { poolSize: 30 });
  store = postgresInbox(shop.database, 'orders');
});
afterAll(() => shop.close());

const limits = { lanes: 100, callsPerLane: 100, leaseMs: 60_000 };
const receive = (lane: string, ...sequences: number[]) => store.receive(sequences.map((sequence) => call(lane, sequence)));
async function claimLane(lane: string, leaseMs = limits.leaseMs) {
  const claimed = await store.claim({ ...limits, leaseMs });
  return claimed.find((turns) => turns.lane === lane);
}
async function waiting(lane: string): Promise<number[] | undefined> {
  return (await claimLane(lane, 0))?.calls.map(({ sequence }) => sequence);
}
const turnOf = (lane: string, sequence: number, epoch: number): Turn => ({ lane, sequence, epoch, acceptedAt: call(lane, 1).acceptedAt });

describe('an inbox', () => {
  it('gives a call back as it was received', async () => {
    await receive('whole', 1);
    expect((await claimLane('whole'))?.calls).toEqual([call('whole', 1)]);
  });

  it('keeps a call that comes early until those before it are there', async () => {
    await receive('early', 3);
    expect(await waiting('early')).toEqual([]);
    await receive('early', 1);
    expect(await waiting('early')).toEqual([1]);
    await receive('early', 2);
    expect(await waiting('early')).toEqual([1, 2, 3]);
  });

  it('ignores a call that is there or was applied', async () => {
    await receive('twice', 1, 2);
    await receive('twice', 1);
    const claimed = await claimLane('twice');
    const epoch = claimed?.epoch ?? 0;
    await store.settle([{ lane: 'twice', epoch, applied: 1, then: { kind: 'release' } }]);
    await receive('twice', 1, 2);
    expect(await shop.database.query(`SELECT sequence FROM orders.inbox_entry WHERE lane = 'twice'`)).toEqual([{ sequence: 2 }]);
    expect(await waiting('twice')).toEqual([2]);
  });

  it('does not let a lane rest that received a call which its runner did not see', async () => {
    await receive('unseen', 1);
    const claimed = await claimLane('unseen');
    await receive('unseen', 2);
    const { epoch = 0, received = 0 } = claimed ?? {};
    await store.settle([{ lane: 'unseen', epoch, applied: 1, then: { kind: 'rest', received } }]);
    expect(await waiting('unseen')).toEqual([2]);
  });

  it('lets a lane rest when everything was seen', async () => {
    await receive('rest', 1);
    const { epoch = 0, received = 0 } = (await claimLane('rest')) ?? {};
    await store.settle([{ lane: 'rest', epoch, applied: 1, then: { kind: 'rest', received } }]);
    expect(await waiting('rest')).toBeUndefined();
  });

  it('always knows a lane that is still held, however many others look for lanes meanwhile', async () => {
    const lanes = Array.from({ length: 8 }, (_, lane) => `sought-${lane}`);
    await Promise.all(lanes.map((lane) => receive(lane, 1)));
    const unknown: string[] = [];
    let left = 1_500;
    const seek = async () => {
      while (left > 0) {
        const claimed = await store.claim({ ...limits, lanes: 1 });
        await Promise.all(
          claimed.map(async ({ lane, epoch }) => {
            left--;
            const mine = await store.settle([{ lane, epoch, then: { kind: 'release' } }]);
            if (!mine.has(lane)) unknown.push(lane);
          }),
        );
      }
    };
    await Promise.all(Array.from({ length: 12 }, seek));
    expect(unknown).toEqual([]);
  });

  it('stores the calls of others when one delivery is refused', async () => {
    const refused = store.receive([{ ...call('refused', 1), body: '\u0000' }]);
    const stored = receive('stored', 1);
    await expect(refused).rejects.toThrow();
    await stored;
    expect(await waiting('stored')).toEqual([1]);
  });
});

describe('a turn', () => {
  it('is stale once somebody else has claimed the lane', async () => {
    await receive('overtaken', 1);
    const first = turnOf('overtaken', 1, (await claimLane('overtaken', 0))?.epoch ?? 0);
    const second = turnOf('overtaken', 1, (await claimLane('overtaken'))?.epoch ?? 0);
    for (const step of [holdTurn, completeTurn]) {
      const failure = await shop.database.transaction((tx) => step(tx, 'orders', first)).catch((error: unknown) => error);
      expect(isStaleTurn(failure)).toBe(true);
    }
    await shop.database.transaction((tx) => holdTurn(tx, 'orders', second));
    await shop.database.transaction((tx) => completeTurn(tx, 'orders', second));
  });

  it('is completed once, and in order', async () => {
    await receive('once', 1, 2);
    const epoch = (await claimLane('once'))?.epoch ?? 0;
    const complete = (sequence: number) => shop.database.transaction((tx) => completeTurn(tx, 'orders', turnOf('once', sequence, epoch)));
    await expect(complete(2)).rejects.toThrow(/overtaken/);
    await complete(1);
    await expect(complete(1)).rejects.toThrow(/overtaken/);
    await complete(2);
  });

  it('that is held keeps others from claiming the lane, even after its lease', async () => {
    await receive('held', 1);
    const turn = turnOf('held', 1, (await claimLane('held', 0))?.epoch ?? 0);
    await shop.database.transaction(async (tx) => {
      await holdTurn(tx, 'orders', turn);
      expect(await waiting('held')).toBeUndefined();
      await completeTurn(tx, 'orders', turn);
    });
  });
});

describe('lanes', () => {
  it('execute every call once and in order, whatever is repeated, early or shared between runners', async () => {
    const [lanes, each] = [12, 40];
    const log = new Map<string, number[]>();
    const active = new Set<string>();
    let overlaps = 0;
    let count = 0;
    const all = until(() => count === lanes * each);
    const runners = Array.from({ length: 3 }, () =>
      createLanes({
        store,
        handle: async ({ lane, sequence }, turn) => {
          if (!lane.startsWith('busy')) return;
          if (active.has(lane)) overlaps++;
          active.add(lane);
          if (sequence % 3 === 0) await shop.database.transaction((tx) => completeTurn(tx, 'orders', turn));
          active.delete(lane);
          log.set(lane, [...(log.get(lane) ?? []), sequence]);
          count++;
          all.check();
        },
        concurrency: 5,
        batchSize: 4,
        onError: (error) => { throw error; },
        random: Math.random,
      }),
    );
    for (const runner of runners) runner.start();
    await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        for (let start = 1; start <= each; start += 4) {
          await receive(`busy-${lane}`, start + 3, start + 1);
          await receive(`busy-${lane}`, start, start + 1, start + 2);
        }
      }),
    );
    await all.reached;
    await Promise.all(runners.map((runner) => runner.stop()));
    expect(overlaps).toBe(0);
    for (const got of log.values()) expect(got).toEqual(Array.from({ length: each }, (_, index) => index + 1));
    expect(await shop.database.query(`SELECT 1 FROM orders.inbox_entry WHERE lane LIKE 'busy-%'`)).toEqual([]);
  });

  it('try a failed call again, before what follows it, while other lanes flow', async () => {
    await receive('poison', 1, 2);
    await receive('healthy', 1, 2);
    const got: string[] = [];
    const done = until(() => got.includes('poison 2') && got.includes('healthy 2'));
    let failures = 0;
    const lanes = createLanes({
      store,
      handle: async ({ lane, sequence }) => {
        if (lane === 'poison' && failures < 2) throw new Error(`failure ${++failures}`);
        got.push(`${lane} ${sequence}`);
        done.check();
      },
      onError: () => undefined,
      random: () => 0,
    });
    lanes.start();
    await done.reached;
    await lanes.stop();
    expect(got.filter((text) => /poison|healthy/.test(text))).toEqual(['healthy 1', 'healthy 2', 'poison 1', 'poison 2']);
  });

  it('renew the lease of a handler that takes longer, even while it holds its turn', async () => {
    await receive('long', 1);
    const dueAt = async () => {
      const [row] = await shop.database.query<{ due_at: Date }>(`SELECT due_at FROM orders.inbox_due WHERE lane = 'long'`);
      return row?.due_at.getTime() ?? 0;
    };
    const done = Promise.withResolvers<void>();
    const lanes = createLanes({
      store,
      leaseMs: 300,
      handle: async ({ lane }, turn) => {
        if (lane !== 'long') return;
        const before = await dueAt();
        await shop.database.transaction(async (tx) => {
          await holdTurn(tx, 'orders', turn);
          while ((await dueAt()) === before);
        });
        done.resolve();
      },
      onError: () => undefined,
      random: () => 0,
    });
    lanes.start();
    await done.promise;
    await lanes.stop();
  });

  it('leave what they have not begun to others when they stop', async () => {
    await receive('stopped', 1, 2, 3);
    const got: number[] = [];
    const stopped = Promise.withResolvers<void>();
    const lanes = createLanes({
      store,
      handle: async ({ lane, sequence }) => {
        if (lane !== 'stopped') return;
        got.push(sequence);
        lanes.stop().then(stopped.resolve, stopped.reject);
      },
      onError: () => undefined,
      random: () => 0,
    });
    lanes.start();
    await stopped.promise;
    expect(got).toEqual([1]);
    expect(await waiting('stopped')).toEqual([2, 3]);
  });
});
