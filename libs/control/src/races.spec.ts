import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plain } from './shop.testing.ts';
import { serve, type Served } from './serve.testing.ts';

const EACH = 1_000;
let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.api.close());

/** One operator, one change after the other: an entry of its own, a percentage that rises. */
async function operate(by: string, entry: string): Promise<void> {
  for (let turn = 1; turn <= EACH; turn++) {
    const answer = await served.ask('PUT', 'routes', { entry, route: { kind: 'canary', target: 'east', percent: (turn % 100) + 1 }, by, why: String(turn) });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  }
}

describe('two operators at once', () => {
  it('at a store that takes its time make a thousand changes each, and none is lost', async () => {
    const { store } = served.desk;
    const [load, append] = [store.load.bind(store), store.append.bind(store)];
    let lostRaces = 0;
    store.load = async () => {
      const newest = await load();
      await setImmediate();
      return newest;
    };
    store.append = async (next) => {
      const done = await append(next);
      if (!done) lostRaces++;
      return done;
    };
    await Promise.all([operate('ada', 'stock.level'), operate('bob', 'stock.search')]);

    const states = (await store.history({ limit: 3 * EACH })).reverse().map(({ text }) => plain.decode(text));
    expect(states.map(({ table }) => table.version)).toEqual(Array.from({ length: 2 * EACH + 1 }, (_, index) => index + 1));
    for (const by of ['ada', 'bob']) expect(states.filter((state) => state.by === by).map(({ why }) => Number(why))).toEqual(Array.from({ length: EACH }, (_, index) => index + 1));
    for (const [index, { by, table }] of states.entries()) {
      const [mine, others] = by === 'ada' ? ['stock.level', 'stock.search'] : ['stock.search', 'stock.level'];
      if (index > 0) expect(table.routes[others]).toEqual(states[index - 1]!.table.routes[others]);
      if (index > 0) expect(table.routes[mine]).not.toEqual(states[index - 1]!.table.routes[mine]);
    }
    expect(lostRaces).toBeGreaterThan(0);
  }, 120_000);
});
