import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrateModules } from '@banyan/tools/start';
import { emptyDatabase, type EmptyDatabase } from '@banyan/tools/testing';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { keepLaneJournal } from '../lane-journal.ts';
import { leftoversIn } from '../leftovers.ts';
import { ownerOf, type Owner } from '../owner.ts';
import { readWitnesses } from './read-witnesses.ts';

const modules = ['catalog', 'orders', 'checkout', 'accounts', 'payments', 'routing'] as const;
const [ORDER, REJECTED, REFUSED] = ['ord_one', 'ord_rejected-by-checkout', 'ord_refused'];
const LANE = 'checkout>orders/gst_ada';

let database: EmptyDatabase;
let owner: Owner;
let folder: string;
beforeAll(async () => {
  database = await emptyDatabase();
  const databaseUrls = Object.fromEntries(modules.map((name) => [name, database.urlOf(name)])) as Parameters<typeof migrateModules>[0]['databaseUrls'];
  await migrateModules({ ownerUrl: database.adminUrl, databaseUrls });
  owner = ownerOf(database.adminUrl);
  await keepLaneJournal(owner);
  folder = await mkdtemp(join(tmpdir(), 'witnesses-'));
  await mkdir(join(folder, 'payments'));
  await mkdir(join(folder, 'intake'));
});
afterAll(async () => {
  await owner.close();
  await database.close();
  await rm(folder, { recursive: true });
});

const lines = '[{"sku":"MUG","quantity":2}]';

/** As a host whose sessions bear its name would. */
async function as(host: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: `${database.urlOf('orders')}?application_name=${host}` });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const placed = (id: string, status: string, total: string) =>
  `INSERT INTO orders.placed_order VALUES ('${id}', 'gst_ada', 'GB', '${status}', ${total}, now(), '{"line2":"ada@example.org ${id}"}', NULL)`;
const step = (id: string, name: string, outcome = '{}') => `INSERT INTO orders.step (order_id, step, outcome, at) VALUES ('${id}', '${name}', '${outcome}', now())`;
const entry = (sequence: number) =>
  `INSERT INTO orders.inbox_entry VALUES ('${LANE}', ${sequence}, 'd', 'orders.placeOrder:m${sequence}', '1', '{}', '{}', 't', now(), 1)`;

async function intake(id: string, state: object): Promise<void> {
  await owner.query(`INSERT INTO checkout.intake VALUES ($1, $1, 'hash', 'answer', 'gst_ada', 'GB', '${lines}', now())`, [id]);
  const { status } = state as { readonly status: string };
  await owner.query(`INSERT INTO checkout.order_state (order_id, revision, status, state, recorded_at) VALUES ($1, 2, $2, $3, now())`, [id, status, JSON.stringify(state)]);
}

const read = () => readWitnesses(owner, { folder, leftovers: [] });

describe('the witnesses of a run', () => {
  it('are none of an empty shop', async () => {
    expect(await read()).toEqual({ orders: [], intake: [], notExecuted: [], heard: [], stock: [], movements: [], ledger: [], lanes: [], routeVersions: [], leftovers: [] });
  });

  it('tell orders with their lines, steps and reasons, also those that checkout rejected', async () => {
    await as(
      'orders',
      placed(ORDER, 'confirmed', "1798, 'GBP'"),
      `INSERT INTO orders.line VALUES ('${ORDER}', 1, 'MUG', 'Mug', 2, 899)`,
      step(ORDER, 'priced'),
      step(ORDER, 'reserved'),
      step(ORDER, 'charged'),
      placed(REFUSED, 'rejected', 'NULL, NULL'),
      step(REFUSED, 'refused', '{"reason":"unknownSku","sku":"X"}'),
    );
    await intake(ORDER, { status: 'confirmed' });
    await intake(REFUSED, { status: 'rejected' });
    await intake(REJECTED, { status: 'rejected', history: [{ status: 'accepted' }, { status: 'rejected', reason: 'emptyCart' }] });

    const { orders, intake: written, heard } = await read();
    const common = { buyer: 'gst_ada', market: 'GB' };
    expect(orders).toEqual([
      { ...common, orderId: ORDER, mark: `ada@example.org ${ORDER}`, status: 'confirmed', reason: null, lines: [{ sku: 'MUG', quantity: 2, unitPrice: 899 }], total: { amount: 1798, currency: 'GBP' }, steps: ['priced', 'reserved', 'charged'] },
      { ...common, orderId: REFUSED, mark: `ada@example.org ${REFUSED}`, status: 'rejected', reason: 'unknownSku', lines: null, total: null, steps: ['refused'] },
      { ...common, orderId: REJECTED, mark: null, status: 'rejected', reason: 'emptyCart', lines: null, total: null, steps: [] },
    ]);
    expect(written[0]).toEqual({ orderId: ORDER, buyer: 'gst_ada', market: 'GB', lines: [{ sku: 'MUG', quantity: 2 }] });
    expect(heard[0]).toEqual({ orderId: ORDER, revision: 2, status: 'confirmed' });
  });

  it('tell who claimed a lane, wrote in it and applied which call, in the sequence of the commits', async () => {
    await as('orders', `INSERT INTO orders.inbox_lane (lane) VALUES ('${LANE}')`, entry(1), entry(2));
    await as('orders', `UPDATE orders.inbox_lane SET epoch = 1`);
    await as('monolith-2', 'UPDATE orders.inbox_lane SET epoch = 2', step(ORDER, 'refunded'), 'UPDATE orders.inbox_lane SET applied = 1');
    // A call that has ended is forgotten with the same statement, and the next one is not tried again by this claim.
    await as('monolith-2', `WITH gone AS (DELETE FROM orders.inbox_entry) UPDATE orders.inbox_lane SET applied = 2, epoch = 3`);
    const { lanes } = await read();
    expect(lanes.slice(-6).map(({ lane, position: _, ...what }) => (expect(lane).toBe(LANE), what))).toEqual([
      { by: 'orders', kind: 'claimed', epoch: 1 },
      { by: 'monolith-2', kind: 'claimed', epoch: 2 },
      { by: 'monolith-2', kind: 'step', orderId: ORDER, step: 'refunded' },
      { by: 'monolith-2', kind: 'applied', epoch: 2, sequence: 1, messageId: 'orders.placeOrder:m1' },
      { by: 'monolith-2', kind: 'applied', epoch: 2, sequence: 2, messageId: 'orders.placeOrder:m2' },
      { by: 'monolith-2', kind: 'claimed', epoch: 3 },
    ]);
  });

  it('tell the ledger of the payment provider and the stock', async () => {
    await writeFile(join(folder, 'payments', 'ledger.jsonl'), '{"kind":"charge","key":"ord_one:charge","amount":1798,"currency":"GBP","outcome":"approved"}\n');
    await owner.query(`INSERT INTO catalog.brand VALUES ('b')`);
    await owner.query(`INSERT INTO catalog.product VALUES ('MUG', 'Mug', 'b', 'mug')`);
    await owner.query(`INSERT INTO catalog.stock VALUES ('MUG', 10, 8)`);
    await owner.query(`INSERT INTO catalog.movement VALUES ('${ORDER}', 'MUG', 'reserved', 2, now())`);
    expect(await read()).toMatchObject({
      ledger: [{ kind: 'charge', key: 'ord_one:charge' }],
      stock: [{ sku: 'MUG', initial: 10, onHand: 8 }],
      movements: [{ orderId: ORDER, sku: 'MUG', kind: 'reserved', quantity: 2 }],
    });
  });
});

describe('what is left', () => {
  const left = async () => (await leftoversIn({ owner, folder, queues: undefined })).map(({ where, count }) => `${count} ${where}`);

  it('is nothing once all is done', async () => {
    expect(await left()).toEqual([]);
  });

  it('is told wherever it is: in boxes, half done, or in a journal', async () => {
    await as('orders', entry(3), placed('ord_half', 'processing', 'NULL, NULL'));
    await intake('ord_half', { status: 'accepted' });
    await owner.query(`INSERT INTO payments.charge VALUES ('ord_half', 1, 'GBP', now(), NULL, NULL, NULL)`);
    await writeFile(join(folder, 'intake', 'x.json'), '{}');
    expect(await left()).toEqual(['1 orders.inbox_entry', '1 orders.placed_order, being processed', '1 checkout.intake, without an end', '1 payments.charge, without an outcome', '1 intake']);
  });
});
