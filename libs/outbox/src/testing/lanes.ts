import { describe, expect, it } from '@jest/globals';
import { createLanes } from '../lanes.ts';
import type { MakeInbox } from './inbox-under-test.ts';
import { call, sequencesOf } from './messages.ts';
import { until } from './until.ts';

const limits = { lanes: 100, callsPerLane: 100, leaseMs: 60_000 };

/** What runners do together on one inbox. */
export function describeLanes(make: MakeInbox): void {
  describe('lanes', () => {
    it('execute every call once and in order, whatever is repeated, early or shared between runners', async () => {
      const { store } = await make();
      const [lanes, each] = [12, 40];
      const log = new Map<string, number[]>();
      const active = new Set<string>();
      let overlaps = 0;
      let count = 0;
      const all = until(() => count === lanes * each);
      const runners = Array.from({ length: 3 }, () =>
        createLanes({
          store,
          handle: async ({ lane, sequence }) => {
            if (active.has(lane)) overlaps++;
            active.add(lane);
            await new Promise(setImmediate);
            active.delete(lane);
            log.set(lane, [...(log.get(lane) ?? []), sequence]);
            count++;
            all.check();
          },
          concurrency: 5,
          batchSize: 4,
          onError: (error) => { throw error; },
          random: Math.random,
        }),
      );
      for (const runner of runners) runner.start();
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          const receive = (...sequences: number[]) => store.receive(sequences.map((sequence) => call(`busy-${lane}`, sequence)));
          for (let start = 1; start <= each; start += 4) {
            await receive(start + 3, start + 1);
            await receive(start, start + 1, start + 2);
          }
        }),
      );
      await all.reached;
      await Promise.all(runners.map((runner) => runner.stop()));
      expect(overlaps).toBe(0);
      for (const got of log.values()) expect(got).toEqual(Array.from({ length: each }, (_, index) => index + 1));
    });

    it('try a failed call again, before what follows it, while other lanes flow', async () => {
      const { store } = await make();
      await store.receive(['poison', 'healthy'].flatMap((lane) => [call(lane, 1), call(lane, 2)]));
      const got: string[] = [];
      const done = until(() => got.length === 4);
      let failures = 0;
      const lanes = createLanes({
        store,
        handle: async ({ lane, sequence }) => {
          if (lane === 'poison' && failures < 2) throw new Error(`failure ${++failures}`);
          got.push(`${lane} ${sequence}`);
          done.check();
        },
        onError: () => undefined,
        random: () => 0,
      });
      lanes.start();
      await done.reached;
      await lanes.stop();
      expect(got).toEqual(['healthy 1', 'healthy 2', 'poison 1', 'poison 2']);
    });

    it('leave what they have not begun to others when they stop', async () => {
      const { store } = await make();
      await store.receive([1, 2, 3].map((sequence) => call('stopped', sequence)));
      const got: number[] = [];
      const stopped = Promise.withResolvers<void>();
      const lanes = createLanes({
        store,
        handle: async ({ sequence }) => {
          got.push(sequence);
          lanes.stop().then(stopped.resolve, stopped.reject);
        },
        onError: () => undefined,
        random: () => 0,
      });
      lanes.start();
      await stopped.promise;
      expect(got).toEqual([1]);
      const [left] = await store.claim(limits);
      expect(sequencesOf(left?.calls)).toEqual([2, 3]);
    });

    it.each(['first', 'last'])('give a lane up that they have taken again themselves, if the handler that was overtaken ends %s', async (overtakenEnds) => {
      const { store, pass } = await make();
      await store.receive([1, 2].map((sequence) => call('overtaken', sequence)));
      const leaseMs = 60_000;
      const epochs: number[] = [];
      const claimed = until(() => epochs.length === 1);
      const twice = until(() => epochs.length === 2);
      const ends = new Map([1, 2].map((epoch) => [epoch, Promise.withResolvers<void>()]));
      const second: number[] = [];
      const went = until(() => second.length > 0);
      const lanes = createLanes({
        store,
        handle: async ({ sequence }, { epoch }) => {
          if (sequence === 2) {
            second.push(epoch);
            went.check();
            return;
          }
          epochs.push(epoch);
          claimed.check();
          twice.check();
          await ends.get(epochs.length)!.promise;
        },
        leaseMs,
        onError: () => undefined,
        random: () => 0,
      });
      lanes.start();
      await claimed.reached;
      await pass(leaseMs);
      lanes.nudge();
      await twice.reached;
      for (const turn of overtakenEnds === 'first' ? [1, 2] : [2, 1]) ends.get(turn)!.resolve();
      await went.reached;
      await lanes.stop();
      expect(second).toEqual([epochs[1]]);
    });
  });
}
