import { describe, expect, it } from '@jest/globals';
import { CallError, Unavailable, type DeferredCall, type Turn } from '@banyan/contracts/define';
import type { ParkReason } from '../inbox-administration.ts';
import { createLanes, type LanesOptions } from '../lanes.ts';
import { RunnerLimits } from '../runner-limits.ts';
import type { InboxUnderTest, MakeInbox } from './inbox-under-test.ts';
import { call } from './messages.ts';
import { until } from './until.ts';

/** What runners do about calls that cannot be executed. */
export function describePoison(make: MakeInbox): void {
  describe('a call that is poison', () => {
    let poison: string;
    let healthy: string;

    /** Runs two lanes of three calls, the first of one of which is poison, until that is parked and the other is done. */
    async function running(handlePoison: (call: DeferredCall, turn: Turn) => Promise<void>, more: Partial<LanesOptions> = {}) {
      const inbox: InboxUnderTest = await make();
      [poison, healthy] = ['poison', 'healthy'].map((name) => `checkout>orders/${name}-${crypto.randomUUID()}`) as [string, string];
      await inbox.store.receive([poison, healthy].flatMap((lane) => [1, 2, 3].map((sequence) => call(lane, sequence))));
      const got: string[] = [];
      const parked: (ParkReason & { readonly sequence: number })[] = [];
      const attempts: Turn[] = [];
      const settled = until(() => parked.length === 1 && got.length === 3);
      const done = until(() => got.length === 6);
      const state = { mended: false };
      const lanes = createLanes({
        store: inbox.store,
        handle: async (one, turn) => {
          if (one.lane === poison && one.sequence === 1 && !state.mended) {
            attempts.push(turn);
            await handlePoison(one, turn);
          }
          got.push(`${one.lane === poison ? 'poison' : 'healthy'} ${one.sequence}`);
          settled.check();
          done.check();
        },
        onError: () => undefined,
        onParked: ({ sequence }, why) => {
          parked.push({ sequence, ...why });
          settled.check();
        },
        describe: () => 'What may be said of it.',
        poisonAfter: 3,
        pollMs: { min: 1, max: 20 },
        random: () => 0.99,
        ...more,
      });
      lanes.start();
      return { inbox, got, parked, attempts, state, lanes, settled: settled.reached, done: done.reached };
    }

    it('by throwing parks its lane after so many attempts, with its successors; the others flow', async () => {
      const { inbox, got, parked, attempts, lanes, settled } = await running(() => Promise.reject(new TypeError('No.')));
      await settled;
      await lanes.stop();
      expect(got).toEqual(['healthy 1', 'healthy 2', 'healthy 3']);
      expect([attempts.map(({ failures }) => failures), parked]).toEqual([[0, 1, 2], [{ sequence: 1, code: 'TypeError', message: 'What may be said of it.' }]]);
      expect(await inbox.store.parked({ limit: 10 })).toMatchObject([{ lane: poison, attempts: 3, behind: 2 }]);
    });

    it('goes on in order once it was mended and is tried again', async () => {
      const { inbox, got, state, lanes, settled, done } = await running(() => Promise.reject(new TypeError('No.')));
      await settled;
      state.mended = true;
      await inbox.store.retry(poison);
      await done;
      await lanes.stop();
      expect(got.slice(3)).toEqual(['poison 1', 'poison 2', 'poison 3']);
    });

    it('lets its successors go on when it is discarded', async () => {
      const { inbox, got, lanes, settled } = await running(() => Promise.reject(new TypeError('No.')));
      await settled;
      await inbox.store.discard({ lane: poison, sequence: 1, by: 'ada', reason: 'It was a test.' });
      while (got.length < 5) await new Promise(setImmediate);
      await lanes.stop();
      expect(got.slice(3)).toEqual(['poison 2', 'poison 3']);
    });

    it.each([
      ['cannot be read', new CallError('contractViolation', 'orders.placeOrder', 'It does not fit.', { executed: 'no' })],
      ['nobody handles', new CallError('unknownOperation', 'orders.placeOrder', 'There is no such operation.', { executed: 'no' })],
    ])('because it %s is tried once', async (_what, error) => {
      const { parked, attempts, lanes, settled } = await running(() => Promise.reject(error));
      await settled;
      await lanes.stop();
      expect([attempts.length, parked]).toEqual([1, [expect.objectContaining({ code: error.code })]]);
    });

    it('by hanging is given up, and changes nothing from then on', async () => {
      const released = Promise.withResolvers<void>();
      const { inbox, parked, attempts, lanes, settled } = await running(() => released.promise, { allowedMs: () => 20 });
      await settled;
      const late = await inbox.store.settle(attempts.map(({ lane, epoch }) => ({ lane, epoch, applied: 1, then: { kind: 'release' as const } })));
      released.resolve();
      await lanes.stop();
      expect([attempts.length, parked[0]?.code, late]).toEqual([3, 'hung', new Set()]);
      expect(await inbox.store.parked({ limit: 10 })).toMatchObject([{ lane: poison, call: { sequence: 1 } }]);
    });

    it('by hanging keeps its process from further work while too many handlers were given up in it', async () => {
      const released = Promise.withResolvers<void>();
      const full = Promise.withResolvers<number>();
      const limits = new RunnerLimits({ givenUp: 2, onFull: full.resolve });
      const { inbox, attempts, lanes, got } = await running(() => released.promise, { allowedMs: () => 20, limits });
      expect(await full.promise).toBe(2);
      await inbox.store.receive([call(healthy, 4)]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect([attempts.length, got.includes('healthy 4')]).toEqual([2, false]);
      released.resolve();
      while (!got.includes('healthy 4')) await new Promise(setImmediate);
      await lanes.stop();
    });

    it('only because its neighbours are away is tried for as long as they are', async () => {
      let failures = 0;
      const { got, parked, lanes, done } = await running(async () => {
        if (++failures <= 5) throw new Unavailable('PostgreSQL');
      });
      await done;
      await lanes.stop();
      expect([failures, parked, got.slice(3)]).toEqual([6, [], ['poison 1', 'poison 2', 'poison 3']]);
    });

    it('by ending its process, perhaps, runs beside no other of which that is thought, whoever shares the process', async () => {
      const { store, pass } = await make();
      await store.receive([1, 2, 3, 4].map((one) => call(`a>b/${one}`, 1)));
      await store.claim({ lanes: 4, callsPerLane: 1, leaseMs: 60_000 });
      await pass(60_000);
      let [running, together, ended] = [0, 0, 0];
      const done = until(() => ended === 4);
      const limits = new RunnerLimits();
      const runners = [1, 2].map(() =>
        createLanes({
          store,
          handle: async () => {
            together = Math.max(together, ++running);
            await new Promise((resolve) => setTimeout(resolve, 50));
            running--;
            ended++;
            done.check();
          },
          limits,
          pollMs: { min: 1, max: 10 },
          onError: () => undefined,
          random: () => 0,
        }),
      );
      for (const runner of runners) runner.start();
      await done.reached;
      await Promise.all(runners.map((runner) => runner.stop()));
      expect(together).toBe(1);
    });

    it('by ending its process is not begun again after so many', async () => {
      const { store, pass } = await make();
      const lane = `checkout>orders/${crypto.randomUUID()}`;
      await store.receive([call(lane, 1)]);
      for (let death = 0; death < 3; death++) {
        await store.claim({ lanes: 1, callsPerLane: 1, leaseMs: 60_000 });
        await pass(60_000);
      }
      const begun: number[] = [];
      const parked = Promise.withResolvers<ParkReason>();
      const lanes = createLanes({
        store,
        handle: async ({ sequence }) => void begun.push(sequence),
        onError: () => undefined,
        onParked: (_call, why) => parked.resolve(why),
        poisonAfter: 3,
        random: () => 0,
      });
      lanes.start();
      expect(await parked.promise).toMatchObject({ code: 'crashed' });
      await lanes.stop();
      expect(begun).toEqual([]);
    });
  });
}
