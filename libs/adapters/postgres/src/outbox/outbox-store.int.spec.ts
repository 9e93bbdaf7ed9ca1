import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRelay, type OutboxStore } from '@banyan/outbox';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import type { DeferredCall } from '@banyan/contracts/define';
import { appendToOutbox } from './append.ts';
import { message, until } from './calls.fixture.ts';
import { outboxMigration } from './outbox-migration.ts';
import { postgresOutbox } from './outbox-store.ts';

let shop: TestDatabase;
let store: OutboxStore;
beforeAll(async () => {
  shop = await testDatabase('checkout', [outboxMigration('checkout')], { poolSize: 30 });
  store = postgresOutbox(shop.database, 'checkout');
});
afterAll(() => shop.close());

const append = (lane: string, ...numbers: number[]) =>
  appendToOutbox(shop.database, 'checkout', numbers.map((number) => message(lane, number)));
const limits = { lanes: 100, callsPerLane: 100, leaseMs: 60_000 };
const claimLane = async (lane: string, leaseMs = limits.leaseMs) =>
  (await store.claim({ ...limits, leaseMs })).find((claimed) => claimed.lane === lane);
const sequences = (calls: readonly DeferredCall[] | undefined) => calls?.map(({ sequence }) => sequence);

describe('an outbox', () => {
  it('gives a call back as it was handed in, with its place in the lane', async () => {
    await append('whole', 1, 2);
    const claimed = await claimLane('whole');
    expect(claimed?.calls).toEqual([{ ...message('whole', 1), sequence: 1 }, { ...message('whole', 2), sequence: 2 }]);
  });

  it('keeps nothing of a transaction that rolls back, and leaves no gap', async () => {
    const failure = shop.database.transaction(async (tx) => {
      await appendToOutbox(tx, 'checkout', [message('rolled-back', 1)]);
      throw new Error('no');
    });
    await expect(failure).rejects.toThrow('no');
    await append('rolled-back', 2);
    expect((await claimLane('rolled-back'))?.calls).toEqual([{ ...message('rolled-back', 2), sequence: 1 }]);
  });

  it('lets nobody claim a lane that is claimed', async () => {
    await append('claimed', 1);
    expect(await claimLane('claimed')).toBeDefined();
    expect(await claimLane('claimed')).toBeUndefined();
  });

  it('does not make an append wait for a delivery', async () => {
    await append('slow', 1);
    const claimed = await claimLane('slow');
    await append('slow', 2);
    await store.settle([{ lane: 'slow', epoch: claimed?.epoch ?? 0, sent: 1 }]);
    expect(sequences((await claimLane('slow'))?.calls)).toEqual([2]);
  });

  it('rests a lane that is empty, and wakes it with the next append', async () => {
    await append('resting', 1);
    const claimed = await claimLane('resting');
    await store.settle([{ lane: 'resting', epoch: claimed?.epoch ?? 0, sent: 1 }]);
    expect(await claimLane('resting')).toBeUndefined();
    await append('resting', 2);
    expect(sequences((await claimLane('resting'))?.calls)).toEqual([2]);
  });

  it('ignores a relay that lost its lease', async () => {
    await append('lease', 1, 2, 3);
    const stale = await claimLane('lease', 0);
    const next = await claimLane('lease', 0);
    expect(sequences(next?.calls)).toEqual([1, 2, 3]);
    await store.settle([{ lane: 'lease', epoch: stale?.epoch ?? 0, sent: 3 }]);
    expect(sequences((await claimLane('lease'))?.calls)).toEqual([1, 2, 3]);
  });

  it('does not rest a lane to which somebody is about to append', async () => {
    await append('race', 1);
    const claimed = await claimLane('race');
    await shop.database.transaction(async (tx) => {
      await appendToOutbox(tx, 'checkout', [message('race', 2)]);
      await store.settle([{ lane: 'race', epoch: claimed?.epoch ?? 0, sent: 1 }]);
    });
    expect(sequences((await claimLane('race'))?.calls)).toEqual([2]);
  });
});

describe('relays that share an outbox', () => {
  it('lose nothing and keep the order of every lane, among writers that roll back', async () => {
    const [lanes, writers, each] = [20, 16, 60];
    const delivered = new Map<string, number[]>();
    const committed = new Set<string>();
    let writing = true;
    const seen = new Set<string>();
    const all = until(() => !writing && seen.size === committed.size);
    const relays = Array.from({ length: 4 }, () =>
      createRelay({
        store,
        deliver: async (calls) => {
          for (const { lane, sequence, messageId } of calls) {
            delivered.set(lane, [...(delivered.get(lane) ?? []), sequence]);
            seen.add(messageId);
          }
          all.check();
        },
        concurrency: 8,
        batchSize: 5,
        onError: (error) => { throw error; },
        random: Math.random,
      }),
    );
    for (const relay of relays) relay.start();
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let index = 0; index < each; index++) {
          const made = message(`shared-${(writer * 7 + index) % lanes}`, writer * each + index);
          await shop.database
            .transaction(async (tx) => {
              await appendToOutbox(tx, 'checkout', [made]);
              if (index % 10 === 9) throw new Error('rolled back');
              committed.add(made.messageId);
            })
            .catch(() => undefined);
        }
      }),
    );
    writing = false;
    all.check();
    await all.reached;
    await Promise.all(relays.map((relay) => relay.stop()));

    expect(committed.size).toBe(writers * each * 0.9);
    for (const got of delivered.values()) expect(got).toEqual(got.map((_, index) => index + 1));
    expect(await shop.database.query(`SELECT 1 FROM checkout.outbox_entry WHERE lane LIKE 'shared-%'`)).toEqual([]);
  });

  it('repeat a failed delivery without holding up other lanes', async () => {
    await append('failing', 1, 2);
    await append('flowing', 1, 2);
    const got: string[] = [];
    let failures = 0;
    const done = until(() => got.includes('failing 2') && got.includes('flowing 2'));
    const relay = createRelay({
      store,
      deliver: async (calls) => {
        for (const { lane, sequence } of calls) {
          if (lane === 'failing' && failures < 2) throw new Error(`failure ${++failures}`);
          got.push(`${lane} ${sequence}`);
        }
        done.check();
      },
      batchSize: 1,
      onError: () => undefined,
      random: () => 0,
    });
    relay.start();
    await done.reached;
    await relay.stop();
    expect(failures).toBe(2);
    expect(got.filter((text) => /fl|fail/.test(text))).toEqual(['flowing 1', 'flowing 2', 'failing 1', 'failing 2']);
  });
});
