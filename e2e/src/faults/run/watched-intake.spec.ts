import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Leftover } from '../checker/index.ts';
import { WatchedIntake } from './watched-intake.ts';

const away = 'PostgreSQL is away: the queue takes orders.';
const back = 'PostgreSQL is back and the queue has run empty: orders go into the database again.';
const waiting: Leftover[] = [{ where: 'banyan-checkout-intake.fifo', count: 1 }];

let seen: string[];
let logs: readonly string[] | undefined;
let left: readonly Leftover[];
let now: number;
let intake: WatchedIntake;

beforeEach(() => {
  [seen, logs, left, now] = [[], ['', ''], [], 1_000];
  const end = (word: string) => () => void seen.push(word);
  intake = new WatchedIntake({
    recorder: { begin: (_, held) => (seen.push(`begun ${JSON.stringify(held)}`), { ok: end('ok'), fail: end('fail'), info: end('info') }) },
    logs: async () => logs ?? Promise.reject(new Error('no such file')),
    leftovers: async () => left,
    now: () => now,
  });
});

const looks = async (count: number) => {
  for (let look = 0; look < count; look++) {
    now += 250;
    await intake.look();
  }
};

describe('watching the intake of a shop', () => {
  it('records nothing while all take the database', async () => {
    await looks(5);
    expect(seen).toEqual([]);
  });

  it('records from the last look at which all was well that the queue takes orders, until all are back and it is empty', async () => {
    await looks(3);
    [logs, left] = [['', away], waiting];
    await looks(3);
    expect(seen).toEqual(['begun {"late":250}']);
    logs = ['', away + back];
    await looks(3);
    left = [];
    await looks(1);
    expect(seen).toEqual(['begun {"late":250}']);
    await looks(1);
    expect(seen).toEqual(['begun {"late":250}', 'ok']);
  });

  it('notices a change there and back between two looks', async () => {
    await looks(1);
    logs = [away + back];
    await looks(2);
    expect(seen).toEqual(['begun {"late":250}', 'ok']);
    await looks(2);
    expect(seen).toHaveLength(2);
  });

  it('lets it change its way from when something is broken until it is healed and quiet', async () => {
    intake.mayChange();
    await looks(4);
    expect(seen).toEqual(['begun {}']);
    intake.hasToSettle();
    await looks(1);
    expect(seen).toEqual(['begun {}']);
    await looks(1);
    expect(seen).toEqual(['begun {}', 'ok']);
  });

  it('records a second changeover after the first', async () => {
    intake.mayChange();
    intake.hasToSettle();
    await looks(2);
    logs = [away];
    await looks(1);
    expect(seen).toEqual(['begun {}', 'ok', 'begun {"late":250}']);
  });

  it('holds logs that cannot be read for no calm, nor for a change', async () => {
    logs = undefined;
    await looks(3);
    expect(seen).toEqual([]);
    logs = [away];
    await looks(1);
    expect(seen).toEqual(['begun {"late":1000}']);
    logs = undefined;
    await looks(3);
    expect(seen).toHaveLength(1);
  });
});
