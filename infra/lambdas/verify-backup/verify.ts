import { findings, type Counted } from './findings.ts';

/** A backup of the cluster that is whole. */
export interface Backup {
  readonly arn: string;
  readonly takenAt: Date;
}

/** What the function needs of the world; everything may be repeated. */
export interface World {
  now(): Date;
  newestBackup(): Promise<Backup | undefined>;
  /** Begins to make a cluster of its own from a backup. */
  restore(backup: string, cluster: string): Promise<void>;
  state(cluster: string): Promise<'restoring' | 'ready' | 'failed'>;
  /** Makes the cluster answer to the owner’s login of today, which may be another than that of the backup. */
  letIn(cluster: string): Promise<void>;
  /** Reads every table of a schema whole. */
  count(cluster: string, schema: string): Promise<readonly Counted[]>;
  /** Deletes the cluster with all its instances, if it is there. */
  drop(cluster: string): Promise<void>;
  /** Tells that a backup was verified, as a metric. */
  tell(ageHours: number): Promise<void>;
  readonly schemas: readonly string[];
  /** What the restored clusters are called, before their date. */
  readonly prefix: string;
}

/** A cluster that is made of a backup, by the name that it gets. */
export interface Trial {
  readonly cluster: string;
  readonly backup: string;
  readonly takenAt: string;
}

export type Asked = { readonly step: 'find' } | { readonly step: 'restore' | 'look' | 'check' | 'drop'; readonly trial: Trial };

/** Hours within which a night's backup is the last night's. */
const FRESH = 36;

/**
 * One step of verifying last night's backup: a cluster is made of it, read, and deleted, whatever came out. That it was read is told as a
 * metric, and the want of that raises the alarm: so it is raised too when this does not run at all.
 * @throws {Error} if there is no backup, it cannot be restored, or what it has is not whole
 */
export async function verify(asked: Asked, world: World): Promise<unknown> {
  switch (asked.step) {
    case 'find':
      return find(world);
    case 'restore':
      await world.restore(asked.trial.backup, asked.trial.cluster);
      return {};
    case 'look': {
      const state = await world.state(asked.trial.cluster);
      if (state === 'failed') throw new Error(`${asked.trial.cluster} could not be restored; its events in RDS say why.`);
      return { state };
    }
    case 'check':
      return check(asked.trial, world);
    case 'drop':
      await world.drop(asked.trial.cluster);
      return {};
  }
}

async function find(world: World): Promise<Trial> {
  const backup = await world.newestBackup();
  const now = world.now();
  if (!backup) throw new Error('There is no backup at all.');
  const age = hoursBetween(backup.takenAt, now);
  if (age > FRESH) throw new Error(`The newest backup is ${Math.floor(age)} hours old: there is none of last night.`);
  return { cluster: `${world.prefix}-${now.toISOString().slice(0, 10)}`, backup: backup.arn, takenAt: backup.takenAt.toISOString() };
}

async function check({ cluster, takenAt }: Trial, world: World): Promise<unknown> {
  await world.letIn(cluster);
  const read: Record<string, readonly Counted[]> = {};
  for (const schema of world.schemas) read[schema] = await world.count(cluster, schema);
  const wrong = findings(read);
  if (wrong.length > 0) throw new Error(`The backup of ${takenAt} is not whole:\n${wrong.join('\n')}`);
  await world.tell(hoursBetween(new Date(takenAt), world.now()));
  return { tables: Object.values(read).flat().length, rows: Object.values(read).flat().reduce((sum, { rows }) => sum + rows, 0) };
}

function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 3_600_000;
}
