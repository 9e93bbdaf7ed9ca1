import { setTimeout as pause } from 'node:timers/promises';
import { playTo } from '../replayed/playing.ts';
import { extract, revenue, type RevenueLine } from '../reports/report-command.ts';
import { until } from '../routing/until.ts';
import { shopUnderTest } from '../shop-under-test.ts';
import type { Drill } from './drill.ts';
import { confirmed, firstOrder } from './first-order.ts';
import { PostgresServer } from './postgres/server.ts';

/** Seconds before the replica stops, for which it stands still, and over which the orders are spread. */
const calm = 3;
const still = 8;
const lasts = 15;

export const replicaLag: Drill = {
  shows: 'the replica that reports are read from stands still: they say how late they are or are refused, shoppers see their orders as they are, and the next extract is whole',
  async run({ plan, report }) {
    const writer = await PostgresServer.start();
    const cleanUp = [() => writer.discard()];
    try {
      const replica = await writer.copy({ follows: true });
      cleanUp.unshift(() => replica.discard());
      const tested = await shopUnderTest({ split: [], via: 'http', replies: 'http' }, { DATABASE_URL: writer.url });
      cleanUp.unshift(() => tested.discard());
      const from = ['--from', `127.0.0.1:${replica.port}`];
      const mistakes: string[] = [];
      const expect = (met: boolean, otherwise: string) => void (met || mistakes.push(otherwise));

      const playing = playTo(tested.shop, plan, plan.orders.length / lasts);
      await playing.begun;
      await pause(calm * 1_000);
      const first = await extract(tested.folder, ...from);
      expect(first.code === 0, `The first extract failed: ${first.output}`);
      report(lastLine(first.output));

      await replica.query('SELECT pg_wal_replay_pause()');
      await until('the replica to stand still', async () => (await replica.query("SELECT FROM pg_get_wal_replay_pause_state() AS state WHERE state = 'paused'")).length > 0);
      report('The replica stands still.');
      const asked = performance.now();
      const order = await firstOrder(tested.shop.publicUrl, plan, 'while-it-stands-still');
      await confirmed(tested.shop.publicUrl, order);
      const shownAfter = performance.now() - asked;
      const isThere = (server: PostgresServer) => server.query(`SELECT FROM orders.placed_order WHERE order_id = '${order.orderId}'`).then(({ length }) => length === 1);
      expect(await isThere(writer), 'An order that is shown as confirmed is not in the database.');
      expect(!(await isThere(replica)), 'The replica did not stand still: it has an order that was placed meanwhile.');
      await pause(still * 1_000);

      const refused = await extract(tested.folder, ...from, '--max-behind', '1');
      expect(refused.code === 1 && refused.output.includes('s behind'), `An extract that is too late was to be refused, and said: ${refused.output}`);
      report(lastLine(refused.output));
      const late = await extract(tested.folder, ...from);
      const lateness = Number(/([\d.]+) s behind/.exec(late.output)?.[1] ?? 0);
      expect(late.code === 0 && lateness >= still, `An extract was to say that it is ${still} s late or more, and said: ${late.output}`);
      report(lastLine(late.output));

      await replica.query('SELECT pg_wal_replay_resume()').catch(orCancelled);
      const resumed = performance.now();
      await until('the replica to have what was placed meanwhile', () => isThere(replica).catch(orCancelled));
      const recoveredAfter = performance.now() - resumed;
      report('The replica goes on.');

      const account = await playing.done;
      const [end] = await writer.query<{ lsn: string }>('SELECT pg_current_wal_lsn() AS lsn');
      await until('the replica to have everything', async () => {
        const caughtUp = await replica.query(`SELECT WHERE pg_last_wal_replay_lsn() >= '${end!.lsn}'`).catch(orCancelled);
        return caughtUp && caughtUp.length > 0;
      });
      await extract(tested.folder, ...from);
      const { lines } = await revenue(tested.folder);
      const sold = await writer.query<Sold>(soldByCurrency);
      const [reported, actual] = [add(lines), sold.map(({ currency, orders, revenue }) => `${currency} ${orders} ${revenue}`)];
      return {
        account,
        recoveredAfter,
        recovery: 'from the moment when the replica went on until it had an order that was placed meanwhile',
        dataLost: reported.join() === actual.join() ? [] : [`reports say ${reported.join(', ')} where the shop has ${actual.join(', ')}`],
        figures: { 'reports were late by': `${lateness.toFixed(1)} s, as they said`, 'an order was shown as confirmed meanwhile after': `${(shownAfter / 1_000).toFixed(1)} s`, 'orders in reports': String(lines.reduce((sum, { orders }) => sum + orders, 0)) },
        mistakes,
      };
    } finally {
      for (const end of cleanUp) await end();
    }
  },
};

/** What a replica catches up with may cancel a query there, even the one that has it go on. */
function orCancelled(error: Error & { readonly code?: string }): false {
  if (error.code === '40001') return false;
  throw error;
}

interface Sold {
  readonly currency: string;
  readonly orders: number;
  readonly revenue: number;
}

const soldByCurrency = `
  SELECT currency COLLATE "C" AS currency, count(*)::int AS orders, sum(total)::int AS revenue FROM orders.placed_order WHERE status = 'confirmed' GROUP BY 1 ORDER BY 1`;

function add(lines: readonly RevenueLine[]): string[] {
  const sums = new Map<string, { orders: number; revenue: number }>();
  for (const { currency, orders, revenue } of lines) {
    const sum = sums.get(currency) ?? { orders: 0, revenue: 0 };
    sums.set(currency, { orders: sum.orders + orders, revenue: sum.revenue + revenue });
  }
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([currency, { orders, revenue }]) => `${currency} ${orders} ${revenue}`);
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? '';
}
