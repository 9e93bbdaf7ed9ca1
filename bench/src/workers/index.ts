import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import pg from 'pg';
import { inboxMigration, inboxParkingMigration, inboxShareMigration } from '@banyan/adapter-postgres/migrations';
import { migrate } from '@banyan/adapter-postgres/migrator';
import { meanWait, throughputOf, waitWithin, type Pool } from '@banyan/tools/sizing';
import { testPassword, throwAwayPostgres } from '@banyan/tools/testing';
import { builtHost, forked } from '../forked.ts';
import { quantile } from '../rounds.ts';
import { printTable } from '../table.ts';
import type { Execution } from './asked.ts';
import { executeArrivals, executeBacklog, type Workload } from './workers.ts';

const counts = [1, 2, 4];
/** A handler that waits as long as the sizing takes the payment company to take. */
const workload: Workload = { places: 8, meanMs: 200 };
/** Lanes for each place, so that none is without work until the end, and calls of each. */
const backlog = { lanesPerPlace: 8, callsPerLane: 4 };
/** The share of what the workers can execute that arrives, for so many seconds; and one at which hardly any call waits for another. */
const arrivals = { share: 0.7, seconds: 14 };
const quiet = { share: 0.1, seconds: 8 };
const tables = ['probe.inbox_entry', 'probe.inbox_due', 'probe.inbox_lane'];

/** What the model is told: milliseconds that a call takes a place, and that it waits for a runner to look for it. */
interface Told {
  readonly placeMs: number;
  readonly lookMs: number;
}

/** What the model says of so many workers, and what was seen. Times in milliseconds. */
interface Point {
  readonly workers: number;
  readonly throughput: { readonly model: number; readonly measured: number };
  readonly waits: { readonly pool: Pool; readonly measured: readonly number[] };
}

/**
 * Holds the queueing model of `npm run sizing` against lanes over a real PostgreSQL, with 1, 2 and 4 workers and a handler that mostly waits, so
 * that two cores do not hide what workers add. The model is told two things, measured before with one worker: how long a call takes a place, and
 * how long it waits although places are free.
 */
export async function benchWorkers(): Promise<void> {
  const server = await throwAwayPostgres({ durable: true });
  const admin = new pg.Client({ connectionString: server.adminUrl });
  try {
    await admin.connect();
    const migrations = [inboxMigration('probe'), inboxShareMigration('probe'), inboxParkingMigration('probe')];
    await migrate({ adminUrl: server.adminUrl, modules: [{ name: 'probe', migrations, password: testPassword }] });
    const url = Object.assign(new URL(server.adminUrl), { username: 'banyan_probe', password: testPassword }).href;
    await withWorkers(url, (workers) => compare(workers, admin));
  } finally {
    await admin.end();
    await server.close();
  }
}

async function withWorkers(url: string, use: (workers: readonly ChildProcess[]) => Promise<void>): Promise<void> {
  const program = await builtHost('bench-workers-host', 'bench/workers-host');
  const started = await Promise.all(Array.from({ length: Math.max(...counts) }, () => forked(program, { PROBE_DATABASE_URL: url })));
  const workers = started.map(({ child }) => child);
  try {
    await use(workers);
  } finally {
    const ended = workers.map((worker) => once(worker, 'exit'));
    for (const worker of workers) worker.disconnect();
    await Promise.all(ended);
  }
}

async function compare(workers: readonly ChildProcess[], admin: pg.Client): Promise<void> {
  const fresh = () => admin.query(`TRUNCATE ${tables.join(', ')}`);
  await executeBacklog(workers, { ...workload, lanes: 40, callsPerLane: 1 });
  const told = await toldByOne(workers[0]!, fresh);
  const points: Point[] = [];
  for (const count of counts) {
    const working = workers.slice(0, count);
    const places = count * workload.places;
    await fresh();
    const executed = await executeBacklog(working, { ...workload, lanes: places * backlog.lanesPerPlace, callsPerLane: backlog.callsPerLane });
    await fresh();
    const pool = poolOf(places, arrivals.share, told);
    const { waits } = await executeArrivals(working, { ...workload, perSecond: pool.rate * 1_000, seconds: arrivals.seconds });
    points.push({ workers: count, throughput: { model: throughputOf({ ...pool, rate: Infinity }) * 1_000, measured: perSecond(executed) }, waits: { pool, measured: waits } });
  }
  print(points, told);
}

async function toldByOne(worker: ChildProcess, fresh: () => Promise<unknown>): Promise<Told> {
  await fresh();
  const alone = await executeBacklog([worker], { ...workload, places: 1, lanes: 12, callsPerLane: 4 });
  const placeMs = workload.meanMs + betweenHandlers(alone);
  await fresh();
  const perQuietSecond = poolOf(workload.places, quiet.share, { placeMs }).rate * 1_000;
  const { waits } = await executeArrivals([worker], { ...workload, perSecond: perQuietSecond, seconds: quiet.seconds });
  return { placeMs, lookMs: mean(waits) };
}

/** Milliseconds from the end of a handler until the next one begins, on average: one place executes one after the other. */
function betweenHandlers(executed: readonly Execution[]): number {
  const inOrder = executed.toSorted((one, other) => one.began - other.began);
  return mean(inOrder.slice(1).map(({ began }, index) => began - inOrder[index]!.ended));
}

/** Places at which so much arrives of what they can execute. */
function poolOf(places: number, share: number, { placeMs }: Pick<Told, 'placeMs'>): Pool {
  return { servers: places, rate: share * (places / placeMs), service: placeMs };
}

/** Calls a second while all places were busy: without the tenth with which it begins, and that with which lanes run empty. */
function perSecond(executed: readonly Execution[]): number {
  const ends = executed.map(({ ended }) => ended).sort((one, other) => one - other);
  const [from, to] = [Math.floor(ends.length * 0.1), Math.floor(ends.length * 0.9)];
  return ((to - from) * 1_000) / (ends[to]! - ends[from]!);
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}

function print(points: readonly Point[], { placeMs, lookMs }: Told): void {
  const figure = (value: number) => value.toFixed(value < 10 ? 1 : 0);
  printTable(
    `Calls executed in a second by workers with ${workload.places} lanes at once and a handler that waits ${workload.meanMs} ms, with work enough for all`,
    ['workers', 'model', 'measured', 'deviation'],
    points.map(({ workers, throughput: { model, measured } }) => [String(workers), figure(model), figure(measured), deviation(model, measured)]),
  );
  printTable(
    `Milliseconds that a call waited for a lane runner, arriving at random at ${arrivals.share * 100} % of what the model says they execute`,
    ['workers', 'calls', 'mean: queue', 'and look', 'measured', 'deviation', '99 %: queue', 'measured'],
    points.map(({ workers, waits: { pool, measured } }) => {
      const model = meanWait(pool) + lookMs;
      return [String(workers), String(measured.length), figure(meanWait(pool)), figure(model), figure(mean(measured)), deviation(model, mean(measured)), figure(waitWithin(pool, 0.99)), figure(quantile(measured, 0.99))];
    }),
  );
  console.log(`\n  Told by one worker: a call takes its place for ${(placeMs - workload.meanMs).toFixed(1)} ms beyond its handler, and waits ${lookMs.toFixed(1)} ms although places are free:`);
  console.log('  a runner with work in hand looks for more every 10 ms, and claims it by a statement. The queue knows nothing of that, so its 99 % fall');
  console.log('  short where its own waits are; nor does it know that all workers share one database and the cores. Few calls make few waits: they vary.');
}

function deviation(model: number, measured: number): string {
  return `${measured >= model ? '+' : '-'}${Math.abs((measured / model - 1) * 100).toFixed(0)} %`;
}
