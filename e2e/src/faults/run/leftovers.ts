import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leftover } from '../checker/index.ts';
import type { Owner } from './owner.ts';
import { queueLengths } from './queue-lengths.ts';

/** Where work may wait. */
export interface Places {
  readonly owner: Pick<Owner, 'query'>;
  /** The shop's. */
  readonly folder: string;
  /** The SQS that it uses, if it does. */
  readonly queues: { readonly url: string } | undefined;
}

const boxes = `
  SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
  WHERE table_name IN ('outbox_entry', 'inbox_entry', 'inbox_discarded') AND table_type = 'BASE TABLE' ORDER BY 1`;

/** What is half done, and where it is written down. */
const halfDone: Readonly<Record<string, string>> = {
  'orders.placed_order, being processed': `SELECT count(*)::int FROM orders.placed_order WHERE status = 'processing'`,
  'checkout.intake, without an end': `
    SELECT count(*)::int FROM checkout.intake LEFT JOIN checkout.order_state USING (order_id)
    WHERE coalesce(status, 'accepted') IN ('accepted', 'processing')`,
  'payments.charge, without an outcome': 'SELECT count(*)::int FROM payments.charge WHERE outcome IS NULL',
  'payments.refund, without an outcome': 'SELECT count(*)::int FROM payments.refund WHERE refunded_at IS NULL',
};

/** All work that is left anywhere; places without any are left out. */
export async function leftoversIn(places: Places): Promise<Leftover[]> {
  const found = [...(await inDatabase(places.owner)), ...(await inJournals(places.folder)), ...(places.queues ? await queueLengths(places.queues.url) : [])];
  return found.filter(({ count }) => count > 0);
}

async function inDatabase({ query }: Places['owner']): Promise<Leftover[]> {
  const tables = await query<{ name: string }>(boxes);
  const counts = { ...Object.fromEntries(tables.map(({ name }) => [name, `SELECT count(*)::int FROM ${name}`])), ...halfDone };
  const found: Leftover[] = [];
  for (const [where, statement] of Object.entries(counts)) {
    const [row] = await query<{ count: number }>(statement);
    found.push({ where, count: row!.count });
  }
  return found;
}

/** Orders that the intake queue took, until they are recorded. */
async function inJournals(folder: string): Promise<Leftover[]> {
  const further = await readdir(join(folder, 'intakes')).catch(() => []);
  const names = ['intake', ...further.map((name) => join('intakes', name))];
  return Promise.all(names.map(async (where) => ({ where, count: (await readdir(join(folder, where)).catch(() => [])).filter((file) => file.endsWith('.json')).length })));
}
