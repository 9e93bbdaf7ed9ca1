import { describe, expect, it } from '@jest/globals';
import type { Counted } from './findings.ts';
import { verify, type Trial, type World } from './verify.ts';

const now = new Date('2026-06-02T07:00:00Z');
const backup = { arn: 'arn:backup', takenAt: new Date('2026-06-02T03:10:00Z') };
const whole: Readonly<Record<string, readonly Counted[]>> = { orders: [{ table: 'migration', rows: 2 }, { table: 'orders', rows: 7 }], catalog: [{ table: 'migration', rows: 1 }] };

function playground(given: Partial<World> = {}, read = whole) {
  const done: string[] = [];
  const world: World = {
    schemas: ['orders', 'catalog'],
    prefix: 'banyan-staging-verify',
    now: () => now,
    newestBackup: async () => backup,
    restore: async (from, cluster) => void done.push(`restore ${from} as ${cluster}`),
    state: async () => 'ready',
    letIn: async () => void done.push('let in'),
    count: async (_cluster, schema) => read[schema] ?? [],
    drop: async (cluster) => void done.push(`drop ${cluster}`),
    tell: async (hours) => void done.push(`tell ${hours.toFixed(1)}`),
    ...given,
  };
  return { world, done };
}
const trial: Trial = { cluster: 'banyan-staging-verify-2026-06-02', backup: backup.arn, takenAt: backup.takenAt.toISOString() };

describe('verifying last night’s backup', () => {
  it('makes a cluster of its own from it', async () => {
    const { world, done } = playground();
    expect(await verify({ step: 'find' }, world)).toEqual(trial);
    expect(done).toEqual([]);
    await verify({ step: 'restore', trial }, world);
    expect(done).toEqual(['restore arn:backup as banyan-staging-verify-2026-06-02']);
  });

  it.each([['there is none', undefined, 'There is no backup at all'], ['the newest is older than 36 hours', { ...backup, takenAt: new Date('2026-05-31T03:10:00Z') }, 'is 51 hours old']])('says so when %s', async (_what, newest, said) => {
    const { world, done } = playground({ newestBackup: async () => newest });
    await expect(verify({ step: 'find' }, world)).rejects.toThrow(said);
    expect(done).toEqual([]);
  });

  it('waits until the cluster is there, and gives up when it cannot be made', async () => {
    expect(await verify({ step: 'look', trial }, playground({ state: async () => 'restoring' }).world)).toEqual({ state: 'restoring' });
    await expect(verify({ step: 'look', trial }, playground({ state: async () => 'failed' }).world)).rejects.toThrow('could not be restored');
  });

  it('reads every table, and tells how old the backup was', async () => {
    const { world, done } = playground();
    expect(await verify({ step: 'check', trial }, world)).toEqual({ tables: 3, rows: 10 });
    expect(done).toEqual(['let in', 'tell 3.8']);
  });

  it.each<[string, Readonly<Record<string, readonly Counted[]>>, readonly string[]]>([
    ['a schema is not there', { orders: whole['orders']! }, ['catalog has no table']],
    ['migrations are unknown', { ...whole, orders: [{ table: 'orders', rows: 7 }] }, ['orders does not know its migrations']],
    ['several schemas are less than whole', { orders: [], catalog: [{ table: 'migration', rows: 0 }] }, ['orders has no table', 'catalog was never migrated']],
  ])('tells nothing as verified when %s', async (_what, read, said) => {
    const { world, done } = playground({}, read);
    const failure: unknown = await verify({ step: 'check', trial }, world).catch((error: unknown) => error);
    for (const words of said) expect(String(failure)).toContain(words);
    expect(done).toEqual(['let in']);
  });

  it('deletes the cluster', async () => {
    const { world, done } = playground();
    await verify({ step: 'drop', trial }, world);
    expect(done).toEqual([`drop ${trial.cluster}`]);
  });
});
