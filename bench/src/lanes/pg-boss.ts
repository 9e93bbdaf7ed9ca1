import { PgBoss } from 'pg-boss';
import { probeCall } from '../probe-call.ts';
import type { LanesVariant } from './variant.ts';
import { clock, work, type Executed } from './work.ts';

/** Jobs of one statement. */
const together = 100;
const queue = 'probe';

/** pg-boss with the policy that keeps the order of a key: one fetcher, 100 jobs of different keys at once. */
export async function pgBossOn(connectionString: string): Promise<{ readonly variant: LanesVariant; close(): Promise<void> }> {
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  await boss.createQueue(queue, { policy: 'key_strict_fifo' });
  const variant: LanesVariant = {
    name: `pg-boss, key_strict_fifo: ${together} at once`,
    workers: 1,
    tables: ['pgboss.job'],
    async fill() {
      for (let sequence = 1; sequence <= work.callsPerLane; sequence++) {
        for (let from = 0; from < work.lanes; from += together) {
          const calls = Array.from({ length: Math.min(together, work.lanes - from) }, (_, index) => probeCall(from + index, sequence));
          await boss.insert(queue, calls.map((call) => ({ singletonKey: call.lane, data: call })));
        }
      }
    },
    async execute() {
      const executed: Executed[] = [];
      for (;;) {
        const jobs = await boss.fetch<Executed>(queue, { batchSize: together });
        if (jobs.length === 0) return { executed, endedAt: clock() };
        for (const { data } of jobs) executed.push({ lane: data.lane, sequence: data.sequence, at: clock() });
        await boss.complete(queue, jobs.map(({ id }) => id));
      }
    },
  };
  return { variant, close: () => boss.stop({ graceful: false }) };
}
