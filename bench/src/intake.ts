import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { openDatabase } from '@banyan/adapter-postgres/database';
import { migrate } from '@banyan/adapter-postgres/migrator';
import { migrations } from '@banyan/checkout/migrations';
import { testPassword, throwAwayPostgres } from '@banyan/tools/testing';
import { builtHost, forked } from './forked.ts';
import { oneOrderScript, type OrderRow } from './intake-floor.ts';
import { transactionsPerSecond } from './pgbench.ts';
import { inTurn, median } from './rounds.ts';
import { printTable } from './table.ts';

const rounds = 7;
const seconds = 2;
const buyers = 1_000;
const targets = new Map([
  [16, 1.3],
  [64, 2],
]);

/**
 * How many orders checkout makes durable in a second, each caller with one at a time, against pgbench with one order a
 * transaction. pgbench slows down with many clients, so both are held against the number of clients that suits it best.
 */
export async function benchIntake(): Promise<void> {
  const server = await throwAwayPostgres({ durable: true });
  try {
    await migrate({ adminUrl: server.adminUrl, modules: [{ name: 'checkout', migrations, password: testPassword }] });
    const url = Object.assign(new URL(server.adminUrl), { username: 'banyan_checkout', password: testPassword }).href;
    const { child } = await forked(await builtHost('bench-intake-host', 'bench/intake-host'), { CHECKOUT_DATABASE_URL: url });
    try {
      await ordersPerSecond(child, 1);
      await compare(child, { adminUrl: server.adminUrl, script: oneOrderScript(await anOrderIn(url), buyers) });
    } finally {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    }
  } finally {
    await server.close();
  }
}

async function compare(checkout: ChildProcess, { adminUrl, script }: { readonly adminUrl: string; readonly script: string }): Promise<void> {
  const pairs = [...targets].map(([callers, target]) => ({
    callers,
    target,
    floor: { run: () => transactionsPerSecond(script, { url: adminUrl, clients: callers, seconds }) },
    own: { run: () => ordersPerSecond(checkout, callers) },
  }));
  const measured = await inTurn(pairs.flatMap(({ floor, own }) => [floor, own]), rounds, ({ run }) => run());
  const best = Array.from({ length: rounds }, (_, round) => Math.max(...pairs.map(({ floor }) => measured.get(floor)![round]!)));
  printTable(
    `Orders made durable, each answered after its commit (medians of ${rounds} interleaved rounds of ${seconds} s)`,
    ['variant', 'callers', 'orders/s', 'of pgbench at its best', 'target'],
    pairs.flatMap(({ callers, target, floor, own }) => {
      const [floors, owns] = [measured.get(floor)!, measured.get(own)!];
      const ratio = median(owns.map((figure, round) => figure / best[round]!));
      return [
        ['pgbench, one order a transaction', String(callers), median(floors).toFixed(0), '', ''],
        ['checkout', String(callers), median(owns).toFixed(0), `${ratio.toFixed(2)} ×`, `${target} ×`],
      ];
    }),
  );
}

async function ordersPerSecond(checkout: ChildProcess, callers: number): Promise<number> {
  checkout.send({ callers, seconds, buyers });
  const [{ ordersPerSecond: figure }] = (await once(checkout, 'message')) as [{ ordersPerSecond: number }];
  return figure;
}

async function anOrderIn(url: string): Promise<OrderRow> {
  const database = await openDatabase({ module: 'checkout', url, poolSize: 1 });
  try {
    const [row] = await database.query<OrderRow>(
      'SELECT answer, lines::text AS lines, entry.body, entry.principal::text AS principal FROM checkout.intake, checkout.outbox_entry AS entry LIMIT 1',
    );
    return row!;
  } finally {
    await database.dataSource.destroy();
  }
}
