import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Turn } from '@banyan/contracts/define';
import { isStaleTurn } from '@banyan/outbox';
import { call } from '@banyan/outbox/testing';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Sql } from '../sql.ts';
import { inboxMigration } from './inbox-migration.ts';
import { inboxParkingMigration } from './inbox-parking-migration.ts';
import { inboxShareMigration } from './inbox-share-migration.ts';
import { postgresInbox } from './inbox-store.ts';
import { writerInTurns } from './writer-in-turns.ts';

class CreateNote1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE orders.note (words text PRIMARY KEY)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE orders.note');
  }
}

let shop: TestDatabase;
let statements = 0;
let write: ReturnType<typeof writerInTurns>;
beforeAll(async () => {
  shop = await testDatabase('orders', [inboxMigration('orders'), inboxShareMigration('orders'), inboxParkingMigration('orders'), CreateNote1700000000100]);
  const counted: Sql = {
    query: (text, values) => {
      statements++;
      return shop.database.query(text, values);
    },
  };
  write = writerInTurns(counted, {
    module: 'orders',
    columns: 'words text',
    statement: ', noted AS (INSERT INTO orders.note SELECT words FROM written) SELECT place FROM written',
  });
});
afterAll(() => shop.close());

/** Gives each lane's first call its turn. */
async function turnsOf(...lanes: string[]): Promise<Turn[]> {
  const inbox = postgresInbox(shop.database, 'orders');
  await Promise.all(lanes.map((lane) => inbox.receive([call(lane, 1)])));
  const claimed = await inbox.claim({ lanes: 100, callsPerLane: 1, leaseMs: 60_000 });
  return lanes.map((lane) => ({ lane, sequence: 1, epoch: claimed.find((turns) => turns.lane === lane)!.epoch, acceptedAt: call(lane, 1).acceptedAt, failures: 0 }));
}

const notes = async () => (await shop.database.query<{ words: string }>('SELECT words FROM orders.note')).map(({ words }) => words);
const appliedIn = async (lane: string) =>
  (await shop.database.query<{ applied: number }>('SELECT applied FROM orders.inbox_lane WHERE lane = $1', [lane]))[0]?.applied;

describe('writing in turns', () => {
  it('is one statement for the handlers that write at the same time', async () => {
    const [a, b] = (await turnsOf('shared-a', 'shared-b')) as [Turn, Turn];
    const before = statements;
    await Promise.all([write(a, { words: 'a', completes: false }), write(b, { words: 'b', completes: true })]);
    expect(statements - before).toBe(1);
    expect(await notes()).toEqual(expect.arrayContaining(['a', 'b']));
  });

  it('completes the turns that end, and no other', async () => {
    const [ends, goesOn] = (await turnsOf('ends', 'goes-on')) as [Turn, Turn];
    await Promise.all([write(ends, { words: 'the end', completes: true }), write(goesOn, { words: 'to be continued', completes: false })]);
    expect([await appliedIn('ends'), await appliedIn('goes-on')]).toEqual([1, 0]);
    await write(goesOn, { words: 'continued', completes: true });
    expect(await appliedIn('goes-on')).toBe(1);
  });

  it('is refused to a handler that was overtaken, even by another of the same lane', async () => {
    const [turn] = (await turnsOf('overtaken')) as [Turn];
    const stale = { ...turn, epoch: turn.epoch - 1 };
    const [refused, written] = await Promise.allSettled([write(stale, { words: 'late', completes: true }), write(turn, { words: 'in time', completes: true })]);
    expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'StaleTurn' } });
    expect(written.status).toBe('fulfilled');
    expect(isStaleTurn(await write(turn, { words: 'again', completes: true }).catch((error: unknown) => error))).toBe(true);
    expect((await notes()).filter((words) => ['late', 'in time', 'again'].includes(words))).toEqual(['in time']);
  });

  it('fails for none but the handler whose write fails', async () => {
    const [good, bad] = (await turnsOf('good', 'bad')) as [Turn, Turn];
    const twice = [write(good, { words: 'good', completes: true }), write(bad, { words: 'a', completes: true })];
    expect((await Promise.allSettled(twice)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect([await appliedIn('good'), await appliedIn('bad')]).toEqual([1, 0]);
  });

  it('is a statement of its own for a handler that failed before, so that the others write but once', async () => {
    const [good, other, bad] = (await turnsOf('good-again', 'other', 'bad-again')) as [Turn, Turn, Turn];
    const before = statements;
    const three = [write(good, { words: 'good again', completes: true }), write({ ...bad, failures: 1 }, { words: 'a', completes: true }), write(other, { words: 'other', completes: true })];
    expect((await Promise.allSettled(three)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(statements - before).toBe(2);
  });
});
