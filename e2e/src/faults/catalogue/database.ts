import { setTimeout as pause } from 'node:timers/promises';
import { latency } from '../proxies/tcp/index.ts';
import { ownersSessions } from '../run/owner.ts';
import type { World } from '../run/world.ts';
import { again } from './again.ts';
import type { Fault, Injected } from './fault.ts';
import { poisoned, swallowing } from './network.ts';

/** PostgreSQL is away until the fault is healed; it then recovers from its log. */
async function away({ processes }: World): Promise<Injected> {
  return { evidence: await processes.kill('postgres'), heal: () => processes.start('postgres') };
}

/** Kills the postmaster itself: what backends have begun is lost with it, and the next start recovers. */
async function crash({ owner, processes }: World): Promise<string> {
  const [row] = await owner.query<{ pid: number }>(`SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`);
  process.kill(row!.pid, 'SIGKILL');
  while (processes.running.includes('postgres')) await pause(10);
  await startAgain(processes);
  return `the postmaster (pid ${row!.pid}) was killed`;
}

/** Backends of a postmaster that was killed hold its memory for a moment: until they notice, no other can start. */
async function startAgain(processes: World['processes']): Promise<void> {
  for (let left = 20; ; left--) {
    try {
      return await processes.start('postgres');
    } catch (error) {
      if (left === 0) throw error;
      await pause(500);
    }
  }
}

/** Ends all sessions of the shop, in whatever they are: also in the middle of a commit. */
async function endSessions({ owner }: World): Promise<string> {
  const [row] = await owner.query<{ ended: number; committing: number }>(
    `SELECT count(pg_terminate_backend(pid))::int AS ended FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> $1 AND backend_type = 'client backend'`,
    [ownersSessions],
  );
  return `${row!.ended} sessions were ended`;
}

/** Holds a lock until the fault is healed, in a session of its own. */
async function locked({ owner }: World, statement: string): Promise<Injected> {
  const released = Promise.withResolvers<void>();
  const held = Promise.withResolvers<string>();
  const holding = owner.hold(statement, async (rows) => {
    held.resolve(`${rows} rows are locked`);
    await released.promise;
  });
  holding.catch((error: unknown) => held.reject(error as Error));
  return {
    evidence: await held.promise,
    heal: () => {
      released.resolve();
      return holding;
    },
  };
}

/** Rows that orders wait for: one product's stock, or all lanes. */
const rowsInDemand = [`SELECT FROM catalog.stock WHERE sku = 'MUG' FOR UPDATE`, 'SELECT FROM orders.inbox_lane FOR UPDATE'];

/** PostgreSQL and the ways to it. Those behind F56 are in no catalogue but this one. */
export const databaseFaults: readonly Fault[] = [
  {
    number: 'F21',
    does: 'has PostgreSQL away while the queue is there to take orders',
    shops: ['by-sqs'],
    tolerated: 'refusals',
    inject: (world) => away(world),
  },
  {
    number: 'F22',
    does: 'has PostgreSQL and the queue away at the same time',
    shops: ['by-sqs'],
    through: ['queues'],
    tolerated: 'refusals',
    inject: async (world) => {
      const queues = world.ways.of('queues');
      await Promise.all(queues.map(({ proxy }) => proxy.cut()));
      const database = await away(world);
      return {
        evidence: `${database.evidence}, and ${queues.length} hosts cannot reach their queues`,
        heal: async () => {
          await Promise.all(queues.map(({ proxy }) => proxy.mend()));
          await database.heal();
        },
      };
    },
  },
  {
    number: 'F23',
    does: 'kills the postmaster, which recovers from its log, again and again',
    shops: ['in-process', 'by-http'],
    tolerated: 'refusals',
    inject: (world, chance) => again(() => crash(world), () => chance.whole(1_500, 4_000)),
  },
  {
    number: 'F24',
    does: 'ends all sessions at the database at any instant, so that nobody knows what was committed',
    shops: ['in-process', 'by-http', 'by-sqs'],
    tolerated: 'refusals',
    inject: (world, chance) => again(() => endSessions(world), () => chance.whole(200, 1_500)),
  },
  {
    number: 'F33',
    does: 'has the connections to the database and between hosts swallow everything, without an end',
    shops: ['by-http'],
    through: ['database', 'hosts'],
    tolerated: 'refusals',
    inject: ({ ways }) => swallowing([...ways.of('database'), ...ways.of('hosts')]),
  },
  {
    number: 'F40',
    does: 'has a transaction stay open, so that nothing is vacuumed and no old row goes away',
    shops: ['in-process', 'by-http'],
    tolerated: 'nothing',
    inject: (world) => locked(world, 'SELECT FROM catalog.stock FOR KEY SHARE'),
  },
  {
    number: 'F59',
    does: 'has somebody else hold a lock on rows that orders wait for',
    shops: ['in-process', 'by-http', 'behind-nginx'],
    tolerated: 'nothing',
    inject: (world, chance) => locked(world, chance.oneOf(rowsInDemand)),
  },
  {
    number: 'F60',
    does: 'has the database answer later',
    shops: ['in-process', 'by-http'],
    through: ['database'],
    tolerated: 'nothing',
    inject: ({ ways }, chance) => {
      const [milliseconds, jitter] = [chance.whole(20, 150), chance.whole(0, 100)];
      return poisoned(ways.of('database'), [latency('toClient', { milliseconds, jitter, random: chance.share })], `answers take ${milliseconds} to ${milliseconds + jitter} ms more`);
    },
  },
];
