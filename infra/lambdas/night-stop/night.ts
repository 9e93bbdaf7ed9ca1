/** A service, and how many tasks of it there may be by day. */
export interface Service {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

export type Step = 'stop' | 'start-database' | 'start-hosts';

/** What the function needs of the world; everything may be repeated. */
export interface World {
  readonly environment: string;
  readonly services: readonly Service[];
  /** Sets how many tasks scaling may run. */
  limit(service: string, min: number, max: number): Promise<void>;
  databaseState(): Promise<string>;
  stopDatabase(): Promise<void>;
  startDatabase(): Promise<void>;
}

/** States of a cluster in which it is on its way to be stopped, or there. */
const stopped = new Set(['stopping', 'stopped']);

/**
 * Puts an environment to sleep, or wakes it. Tasks go before the database and come after it. Only dev sleeps: this refuses any other, whoever
 * asks. @throws {Error} if it is asked for another environment, or the database is not there yet; it is asked again then
 */
export async function night(step: Step, world: World): Promise<string> {
  if (world.environment !== 'dev') throw new Error(`'${world.environment}' does not sleep; only dev does.`);
  const state = await world.databaseState();
  switch (step) {
    case 'stop':
      for (const { name } of world.services) await world.limit(name, 0, 0);
      if (!stopped.has(state)) await world.stopDatabase();
      return 'stopped';
    case 'start-database':
      if (state === 'stopping') throw new Error('The database is still being stopped.');
      if (state === 'stopped') await world.startDatabase();
      return 'database started';
    case 'start-hosts':
      if (state !== 'available') throw new Error(`The database is ${state}: hosts are started once it is available.`);
      for (const { name, min, max } of world.services) await world.limit(name, min, max);
      return 'started';
  }
}
