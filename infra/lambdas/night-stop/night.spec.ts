import { describe, expect, it } from '@jest/globals';
import { night, type World } from './night.ts';

function playground(state: string, environment = 'dev') {
  const done: string[] = [];
  const world: World = {
    environment,
    services: [{ name: 'monolith', min: 1, max: 2 }, { name: 'orders', min: 1, max: 2 }],
    limit: async (service, min, max) => void done.push(`${service} ${min}-${max}`),
    databaseState: async () => state,
    stopDatabase: async () => void done.push('stop database'),
    startDatabase: async () => void done.push('start database'),
  };
  return { world, done };
}

describe('a night of dev', () => {
  it('stops tasks first, and the database after them', async () => {
    const { world, done } = playground('available');
    await night('stop', world);
    expect(done).toEqual(['monolith 0-0', 'orders 0-0', 'stop database']);
  });

  it('may be asked twice', async () => {
    const asleep = playground('stopping');
    await night('stop', asleep.world);
    expect(asleep.done).toEqual(['monolith 0-0', 'orders 0-0']);
    const awake = playground('available');
    await night('start-database', awake.world);
    expect(awake.done).toEqual([]);
  });

  it('starts the database first, and tasks, as many as by day, once it answers', async () => {
    const asleep = playground('stopped');
    await night('start-database', asleep.world);
    expect(asleep.done).toEqual(['start database']);
    const starting = playground('starting');
    await expect(night('start-hosts', starting.world)).rejects.toThrow('The database is starting');
    expect(starting.done).toEqual([]);
    const awake = playground('available');
    await night('start-hosts', awake.world);
    expect(awake.done).toEqual(['monolith 1-2', 'orders 1-2']);
  });

  it('comes to dev only', async () => {
    const { world, done } = playground('available', 'production');
    await expect(night('stop', world)).rejects.toThrow("'production' does not sleep");
    expect(done).toEqual([]);
  });
});
