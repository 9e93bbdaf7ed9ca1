import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRelay, type OutboxStore } from '@banyan/outbox';
import { describeOutboxStore, message, sequencesOf, until } from '@banyan/outbox/testing';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { appendToOutbox } from './append.ts';
import { outboxMigration } from './outbox-migration.ts';
import { postgresOutbox } from './outbox-store.ts';

let shop: TestDatabase;
beforeAll(async () => {
  shop = await testDatabase('checkout', [outboxMigration('checkout')], { poolSize: 30 });
});
afterAll(() => shop.close());

async function emptyOutbox(): Promise<OutboxStore> {
  for (const table of ['outbox_entry', 'outbox_claim', 'outbox_head']) await shop.database.query(`DELETE FROM checkout.${table}`);
  return postgresOutbox(shop.database, 'checkout');
}

describeOutboxStore('an outbox in PostgreSQL', async () => ({
  store: await emptyOutbox(),
  append: (messages) => appendToOutbox(shop.database, 'checkout', messages),
  async pass(milliseconds) {
    const earlier = `- ${milliseconds} * interval '1 millisecond'`;
    await shop.database.dataSource.query(`UPDATE checkout.outbox_claim SET due_at = due_at ${earlier}, overdue_at = overdue_at ${earlier}`);
  },
}));

describe('an outbox in business transactions', () => {
  let store: OutboxStore;
  beforeEach(async () => {
    store = await emptyOutbox();
  });

  const lane = 'checkout>orders/cus_1';
  const append = (...numbers: number[]) => appendToOutbox(shop.database, 'checkout', numbers.map((number) => message(lane, number)));
  const claim = async (leaseMs = 60_000) => (await store.claim({ lanes: 100, callsPerLane: 100, leaseMs }))[0];
  const handOver = async (one: string) =>
    store.settle([{ lane: one, epoch: (await claim())?.epoch ?? 0, then: { kind: 'underway', sequence: 1, awaits: [one], overdueMs: 60_000 } }]);

  it('keeps nothing of one that rolls back, and leaves no gap', async () => {
    const failure = shop.database.transaction(async (tx) => {
      await appendToOutbox(tx, 'checkout', [message(lane, 1)]);
      throw new Error('no');
    });
    await expect(failure).rejects.toThrow('no');
    await append(2);
    expect((await claim())?.calls).toEqual([{ ...message(lane, 2), sequence: 1 }]);
  });

  it('skips nothing that commits late, and does not hold back other lanes meanwhile', async () => {
    await shop.database.transaction(async (tx) => {
      await appendToOutbox(tx, 'checkout', [message('checkout>orders/slow', 1)]);
      await append(1);
      expect((await claim(0))?.lane).toBe(lane);
      await store.settle([{ lane, epoch: 1, then: { kind: 'stored', sequence: 1 } }]);
      expect(await claim(0)).toBeUndefined();
    });
    expect((await claim())?.lane).toBe('checkout>orders/slow');
  });

  it('does not rest a lane to which somebody is about to append', async () => {
    await append(1);
    const claimed = await claim();
    await shop.database.transaction(async (tx) => {
      await appendToOutbox(tx, 'checkout', [message(lane, 2)]);
      await store.settle([{ lane, epoch: claimed?.epoch ?? 0, then: { kind: 'stored', sequence: 1 } }]);
    });
    expect(sequencesOf((await claim())?.calls)).toEqual([2]);
  });

  it('does not let a lane wait for acknowledgements only, to which somebody is about to append', async () => {
    await append(1);
    await shop.database.transaction(async (tx) => {
      await appendToOutbox(tx, 'checkout', [message(lane, 2)]);
      await handOver(lane);
    });
    expect(sequencesOf((await claim())?.calls)).toEqual([2]);
  });

  it('takes acknowledgements while somebody appends, at once those of other lanes, and loses none', async () => {
    const other = 'checkout>orders/cus_2';
    for (const one of [lane, other]) {
      await appendToOutbox(shop.database, 'checkout', [message(one, 1)]);
      await handOver(one);
    }
    let acknowledged: Promise<void> | undefined;
    await shop.database.transaction(async (tx) => {
      await appendToOutbox(tx, 'checkout', [message(lane, 2)]);
      acknowledged = store.acknowledge([{ lane, sequence: 1 }, { lane: other, sequence: 1 }]);
      let looks = 1_000;
      while (looks > 0 && (await lanesKept()).includes(other)) looks--;
      expect(await lanesKept()).toEqual([lane]);
    });
    await acknowledged;
    expect(await claim()).toMatchObject({ lane, sent: 1, calls: [{ sequence: 2 }] });
  });

  it('lets relays lose nothing and keep the order of every lane, among writers that roll back', async () => {
    const [lanes, writers, each] = [20, 16, 60];
    const delivered = new Map<string, number[]>();
    const committed = new Set<string>();
    const seen = new Set<string>();
    let writing = true;
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
          return [];
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
    expect(await lanesKept()).toEqual([]);
  });
});

async function lanesKept(): Promise<string[]> {
  return (await shop.database.query<{ lane: string }>('SELECT DISTINCT lane FROM checkout.outbox_entry')).map(({ lane }) => lane);
}
