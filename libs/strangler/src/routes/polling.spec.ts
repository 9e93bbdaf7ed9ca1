import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@banyan/contracts/define';
import { poll, type After } from './polling.ts';
import type { StoredRoutes } from './route-store.ts';

/** Timers that go off when the test says so. */
function clock() {
  const due = new Set<{ readonly milliseconds: number; readonly then: () => void }>();
  const after: After = (milliseconds, then) => {
    const timer = { milliseconds, then };
    due.add(timer);
    return () => void due.delete(timer);
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    after,
    settled,
    waits: () => [...due].map(({ milliseconds }) => milliseconds),
    async ring() {
      for (const timer of [...due]) {
        due.delete(timer);
        timer.then();
      }
      await settled();
    },
  };
}

function polled(load: () => Promise<StoredRoutes | undefined>) {
  const time = clock();
  const told: number[] = [];
  const polling = poll({ load, onNewer: ({ version }) => told.push(version), everyMs: 500, after: time.after });
  return { ...time, told, polling };
}

const state = (version: number) => ({ version, text: '' });

describe('polling', () => {
  it('looks at once, then some time after each look', async () => {
    const states: StoredRoutes[] = [];
    const { told, settled, waits, ring } = polled(() => Promise.resolve(states.at(-1)));
    await settled();
    expect(waits()).toEqual([500]);
    states.push(state(1));
    await ring();
    expect(told).toEqual([1]);
    expect(waits()).toEqual([500]);
  });

  it('does not begin a look while another is under way', async () => {
    let looks = 0;
    const { settled, waits } = polled(() => (looks++, new Promise(() => undefined)));
    await settled();
    expect([looks, waits()]).toEqual([1, []]);
  });

  it('tells of no state twice, and of none that is older', async () => {
    const answers = [3, 3, 2, 4];
    const { told, settled, ring } = polled(() => Promise.resolve(state(answers.shift() ?? 4)));
    await settled();
    for (let round = 0; round < 4; round++) await ring();
    expect(told).toEqual([3, 4]);
  });

  it('goes on when the store is away', async () => {
    let away = true;
    const { told, settled, ring } = polled(() => (away ? Promise.reject(new Unavailable('The store')) : Promise.resolve(state(1))));
    await settled();
    away = false;
    await ring();
    expect(told).toEqual([1]);
  });

  it('ends when it is stopped, and keeps what is found too late to itself', async () => {
    let answer = (_: StoredRoutes): void => undefined;
    const { told, settled, waits, polling } = polled(() => new Promise((resolve) => (answer = resolve)));
    polling.stop();
    answer(state(1));
    await settled();
    expect([told, waits()]).toEqual([[], []]);
  });

  it('calls off the look that is due when it is stopped', async () => {
    const { settled, waits, polling } = polled(() => Promise.resolve(undefined));
    await settled();
    polling.stop();
    expect(waits()).toEqual([]);
  });
});
