import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Turn } from '@banyan/contracts/define';
import { createLanes, isStaleTurn, type InboxStore } from '@banyan/outbox';
import { call, describeInboxStore, until } from '@banyan/outbox/testing';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { inboxMigration } from './inbox-migration.ts';
import { inboxParkingMigration } from './inbox-parking-migration.ts';
import { inboxShareMigration } from './inbox-share-migration.ts';
import { postgresInbox } from './inbox-store.ts';
import { completeTurn, holdTurn } from './turn.ts';

let shop: TestDatabase;
let store: InboxStore;
beforeAll(async () => {
  shop = await testDatabase('orders', [inboxMigration('orders'), inboxShareMigration('orders'), inboxParkingMigration('orders')], { poolSize: 30 });
});
beforeEach(async () => {
  store = await emptyInbox();
});
afterAll(() => shop.close());

async function emptyInbox(): Promise<InboxStore> {
  for (const table of ['inbox_entry', 'inbox_due', 'inbox_lane']) await shop.database.query(`DELETE FROM orders.${table}`);
  return postgresInbox(shop.database, 'orders');
}

describeInboxStore('an inbox in PostgreSQL', async () => ({
  store: await emptyInbox(),
  async pass(milliseconds) {
    await shop.database.dataSource.query(`UPDATE orders.inbox_due SET due_at = due_at - ${milliseconds} * interval '1 millisecond'`);
  },
}));

const limits = { lanes: 100, callsPerLane: 100, leaseMs: 60_000 };
const receive = (lane: string, ...sequences: number[]) => store.receive(sequences.map((sequence) => call(lane, sequence)));
async function claimLane(lane: string, leaseMs = limits.leaseMs) {
  const claimed = await store.claim({ ...limits, leaseMs });
  return claimed.find((turns) => turns.lane === lane);
}
async function waiting(lane: string): Promise<number[] | undefined> {
  return (await claimLane(lane, 0))?.calls.map(({ sequence }) => sequence);
}
const turnOf = (lane: string, sequence: number, epoch: number): Turn => ({ lane, sequence, epoch, acceptedAt: call(lane, 1).acceptedAt, failures: 0 });

describe('an inbox that many use at once', () => {
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

  it('never acknowledges more than is stored, and all of it in the end', async () => {
    const lane = 'crowded';
    const last = 200;
    const stored = new Set<number>();
    const tooMuch: number[] = [];
    // Each sender has an inbox of its own, as senders in several processes have.
    const senders = Array.from({ length: 8 }, () => postgresInbox(shop.database, 'orders'));
    await Promise.all(
      senders.map(async (inbox, sender) => {
        for (let sequence = sender + 1; sequence <= last; sequence += senders.length) {
          stored.add(sequence);
          const [acknowledged] = await inbox.receive([call(lane, sequence)]);
          if (Array.from({ length: acknowledged!.sequence }, (_, index) => index + 1).some((one) => !stored.has(one))) tooMuch.push(sequence);
        }
      }),
    );
    expect(tooMuch).toEqual([]);
    expect(await receive(lane, last)).toEqual([{ lane, sequence: last }]);
  });

  it('acknowledges what was applied, even if it was not acknowledged before', async () => {
    await receive('missed', 1, 2);
    await shop.database.query('UPDATE orders.inbox_due SET stored = 0');
    const epoch = (await claimLane('missed'))?.epoch ?? 0;
    for (const applied of [1, 2]) await store.settle([{ lane: 'missed', epoch, applied, then: { kind: 'release' } }]);
    expect(await receive('missed', 3)).toEqual([{ lane: 'missed', sequence: 3 }]);
  });
});

describe('what was applied', () => {
  it('is gone once the lane is let go, even if its runner fell silent in between', async () => {
    await receive('silent', 1, 2, 3);
    const left = async () => (await shop.database.query<{ sequence: number }>(`SELECT sequence FROM orders.inbox_entry WHERE lane = 'silent' ORDER BY sequence`)).map(({ sequence }) => sequence);
    const first = await claimLane('silent', 0);
    await store.settle([{ lane: 'silent', epoch: first!.epoch, applied: 1, then: { kind: 'keep', leaseMs: 0 } }]);
    const second = await claimLane('silent');
    expect(second?.calls.map(({ sequence }) => sequence)).toEqual([2, 3]);
    await store.settle([{ lane: 'silent', epoch: second!.epoch, applied: 2, then: { kind: 'release' } }]);
    expect(await left()).toEqual([3]);
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

describe('a process that ends after it has completed a turn', () => {
  it('leaves no suspicion upon the calls behind it, however often that happens', async () => {
    await receive('completed-and-gone', 1, 2, 3, 4);
    const lapses: (number | undefined)[] = [];
    for (const sequence of [1, 2, 3, 4]) {
      const claimed = await claimLane('completed-and-gone', 0);
      lapses.push(claimed?.lapses);
      await completeTurn(shop.database, 'orders', turnOf('completed-and-gone', sequence, claimed!.epoch));
    }
    expect(lapses).toEqual([0, 1, 1, 1]);
  });
});

describe('lanes', () => {
  it('apply a call once whose handler has completed its turn together with its effects', async () => {
    await receive('completed', 1, 2);
    const got: number[] = [];
    const done = until(() => got.length === 2);
    const lanes = createLanes({
      store,
      handle: async ({ sequence }, turn) => {
        await shop.database.transaction((tx) => completeTurn(tx, 'orders', turn));
        got.push(sequence);
        done.check();
      },
      onError: (error) => { throw error; },
      random: () => 0,
    });
    lanes.start();
    await done.reached;
    await lanes.stop();
    expect(got).toEqual([1, 2]);
    expect(await shop.database.query('SELECT 1 FROM orders.inbox_entry')).toEqual([]);
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
});
