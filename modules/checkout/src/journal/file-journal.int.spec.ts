import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkout, type UnrecordedOrder } from '@banyan/contracts/checkout';
import { queueCall, type OutboxMessage } from '@banyan/outbox';
import { guest, lamps } from '../testing/checkout-in-test.ts';
import { openJournal } from './file-journal.ts';

let folder: string;
let reports: string[];
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'banyan-journal-')), 'intake');
  reports = [];
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

const opened = () => openJournal(folder, { report: (what) => reports.push(what), elapsed: () => 7 });

function orderOf(second: number): { order: UnrecordedOrder; call: OutboxMessage } {
  const acceptedAt = new Date(Date.UTC(2026, 10, 23, 12, 0, second));
  const orderId = `ord_k1${String(second).padStart(22, '0')}`;
  const order = { orderId, buyer: 'cus_12345678', requestKey: `key${second}`, requestHash: `hash${second}`, request: lamps(), answer: '{}', acceptedAt: acceptedAt.toISOString() };
  return { order, call: queueCall(checkout, 'recordOrder', order, { from: 'checkout', context: guest, acceptedAt }) };
}

describe('the intake journal', () => {
  it('gives the orders that were kept to the next process, the first accepted first', async () => {
    const journal = await opened();
    const orders = [3, 1, 2].map(orderOf);
    await Promise.all(orders.map(({ order, call }) => journal.keep(order, call)));
    expect(journal.waiting().map(({ since }) => since)).toEqual([7, 7, 7]);
    const inherited = (await opened()).waiting();
    expect(inherited).toEqual([1, 2, 3].map(orderOf).map((kept) => ({ ...kept, since: -Infinity })));
    expect(reports).toEqual([]);
  });

  it('keeps an order once, and a differing one under the same key beside it', async () => {
    const journal = await opened();
    const { order, call } = orderOf(1);
    await Promise.all([journal.keep(order, call), journal.keep(order, call), journal.keep({ ...order, requestHash: 'other' }, call)]);
    expect((await readdir(folder)).sort()).toEqual([`${order.orderId}.hash1.json`, `${order.orderId}.other.json`]);
  });

  it('forgets what is recorded, whether it kept it or not', async () => {
    const journal = await opened();
    const [one, other] = [orderOf(1), orderOf(2)];
    await journal.keep(one.order, one.call);
    await journal.forget(one.order);
    await journal.forget(other.order);
    expect(journal.waiting()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('is read by nobody else', async () => {
    const journal = await opened();
    const { order, call } = orderOf(1);
    await journal.keep(order, call);
    const modes = await Promise.all([folder, join(folder, (await readdir(folder))[0]!)].map(async (path) => ((await stat(path)).mode & 0o777).toString(8)));
    expect(modes).toEqual(['700', '600']);
  });

  it('reports a file that is no order by its name, and leaves it', async () => {
    const journal = await opened();
    const { order, call } = orderOf(1);
    await journal.keep(order, call);
    const [name] = await readdir(folder);
    const text = await readFile(join(folder, name!), 'utf8');
    const broken: Readonly<Record<string, string>> = {
      'cut.json': text.slice(0, 80),
      'empty.json': '',
      'misnamed.json': text,
      'other.json': '{"order":1}',
      'body.json': JSON.stringify({ ...call, body: '{"orderId":"ord_1"}' }),
    };
    for (const [file, content] of Object.entries(broken)) await writeFile(join(folder, file), content);
    expect((await opened()).waiting()).toHaveLength(1);
    expect(reports).toHaveLength(5);
    for (const file of Object.keys(broken)) {
      expect(reports).toContainEqual(expect.stringContaining(join(folder, file)));
      expect(await readFile(join(folder, file), 'utf8')).toBe(broken[file]);
    }
  });

  it('drops what was only begun to be written: it was promised to nobody', async () => {
    await opened();
    await writeFile(join(folder, 'ord.hash.json.1.part'), '{"lane":');
    expect((await opened()).waiting()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('fails to keep an order that it cannot write', async () => {
    const journal = await opened();
    const { order, call } = orderOf(1);
    await rm(folder, { recursive: true });
    await expect(journal.keep(order, call)).rejects.toThrow(/ENOENT/);
    expect(journal.waiting()).toEqual([]);
  });
});
