import { once } from 'node:events';
import pg from 'pg';
import { inboxMigration, inboxParkingMigration, inboxShareMigration } from '@banyan/adapter-postgres/migrations';
import { migrate } from '@banyan/adapter-postgres/migrator';
import { testPassword, throwAwayPostgres } from '@banyan/tools/testing';
import { builtHost } from '../forked.ts';
import { inTurn, median } from '../rounds.ts';
import { printTable } from '../table.ts';
import { floorOn } from './floor.ts';
import { orderBreaks } from './order-breaks.ts';
import { own, startHosts } from './own.ts';
import { pgBossOn } from './pg-boss.ts';
import type { LanesVariant } from './variant.ts';
import { clock, work } from './work.ts';

const rounds = 3;
const target = 0.7;
const workers = [1, 2, 4];

/** What one variant did in one round. */
interface Round {
  readonly callsPerSecond: number;
  readonly orderBreaks: number;
}

/** How many calls are executed in a second, those of each lane in order and each once, against the least that PostgreSQL asks for. */
export async function benchLanes(): Promise<void> {
  const server = await throwAwayPostgres({ durable: true });
  const admin = new pg.Client({ connectionString: server.adminUrl });
  try {
    await admin.connect();
    await withVariants(admin, server.adminUrl, async (variants) => {
      print(variants, await inTurn(variants, rounds, (variant) => measure(variant, admin)));
    });
  } finally {
    await admin.end();
    await server.close();
  }
}

async function withVariants(admin: pg.Client, adminUrl: string, use: (variants: readonly LanesVariant[]) => Promise<void>): Promise<void> {
  const migrations = [inboxMigration('probe'), inboxShareMigration('probe'), inboxParkingMigration('probe')];
  await migrate({ adminUrl, modules: [{ name: 'probe', migrations, password: testPassword }] });
  const url = Object.assign(new URL(adminUrl), { username: 'banyan_probe', password: testPassword }).href;
  const hosts = await startHosts(await builtHost('bench-lanes-host', 'bench/lanes-host'), Math.max(...workers), { PROBE_DATABASE_URL: url });
  const peer = await pgBossOn(adminUrl);
  try {
    await use([await floorOn(admin), ...workers.map((count) => own(hosts.slice(0, count), target)), peer.variant]);
  } finally {
    await peer.close();
    const ended = hosts.map((host) => once(host, 'exit'));
    for (const host of hosts) host.disconnect();
    await Promise.all(ended);
  }
}

/** Each run finds its tables as they are after a while of quiet: the rows of the run before are gone, those of its own counted. */
async function measure(variant: LanesVariant, admin: pg.Client): Promise<Round> {
  await admin.query(`TRUNCATE ${variant.tables.join(', ')}`);
  await variant.fill();
  await admin.query(`VACUUM (ANALYZE) ${variant.tables.join(', ')}`);
  await admin.query('CHECKPOINT');
  const begun = clock();
  const { executed, endedAt } = await variant.execute();
  return { callsPerSecond: (executed.length * 1_000) / (endedAt - begun), orderBreaks: orderBreaks(executed) };
}

function print(variants: readonly LanesVariant[], measured: ReadonlyMap<LanesVariant, readonly Round[]>): void {
  const speeds = (variant: LanesVariant) => measured.get(variant)!.map(({ callsPerSecond }) => callsPerSecond);
  const floors = speeds(variants[0]!);
  printTable(
    `Calls executed in the order of their lanes (${work.lanes} lanes with ${work.callsPerLane} calls each, a handler that does nothing; medians of ${rounds} interleaved rounds)`,
    ['variant', 'workers', 'calls/s', 'of the floor', 'target', 'order breaks'],
    variants.map((variant, index) => {
      const share = median(speeds(variant).map((speed, round) => speed / floors[round]!));
      const breaks = measured.get(variant)!.reduce((sum, round) => sum + round.orderBreaks, 0);
      return [
        variant.name,
        String(variant.workers),
        median(speeds(variant)).toFixed(0),
        index === 0 ? '' : `${(share * 100).toFixed(0)} %`,
        variant.target === undefined ? '' : `${variant.target * 100} %`,
        String(breaks),
      ];
    }),
  );
}
