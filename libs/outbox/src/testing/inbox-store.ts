import { beforeEach, describe, expect, it } from '@jest/globals';
import { BUCKETS, bucketOfLane } from '@banyan/contracts/define';
import type { ClaimedTurns, Progress } from '../inbox-store.ts';
import { holdsForEveryArrival } from './inbox-model.ts';
import type { InboxUnderTest, MakeInbox } from './inbox-under-test.ts';
import { describeLanes } from './lanes.ts';
import { call, sequencesOf } from './messages.ts';
import { describeParking } from './parking.ts';
import { describePoison } from './poison.ts';

const limits = { lanes: 100, callsPerLane: 100, leaseMs: 60_000 };
const lane = 'checkout>orders/cus_1';

/** Tests what every inbox promises. `make` gives an empty one each time it is called. */
export function describeInboxStore(name: string, make: MakeInbox): void {
  describe(name, () => {
    let inbox: InboxUnderTest;
    beforeEach(async () => {
      inbox = await make();
    });

    const receive = (...sequences: number[]) => inbox.store.receive(sequences.map((sequence) => call(lane, sequence)));
    const claim = async (given: Partial<typeof limits> = {}) => (await inbox.store.claim({ ...limits, ...given }))[0];
    const waiting = async () => sequencesOf((await claim({ leaseMs: 0 }))?.calls);
    const settle = (claimed: ClaimedTurns | undefined, then: Progress['then'], applied?: number) =>
      inbox.store.settle([{ lane, epoch: claimed!.epoch, then, ...(applied && { applied }) }]);

    describe('receiving', () => {
      it('gives calls back as they came', async () => {
        await receive(1, 2);
        expect((await claim())?.calls).toEqual([call(lane, 1), call(lane, 2)]);
      });

      it('keeps a call that comes early until those before it are there', async () => {
        await receive(3);
        expect(await waiting()).toEqual([]);
        await receive(1);
        expect(await waiting()).toEqual([1]);
        await receive(2);
        expect(await waiting()).toEqual([1, 2, 3]);
      });

      it('ignores a call that is there or was applied', async () => {
        await receive(1, 2);
        await receive(2, 1, 1);
        await settle(await claim(), { kind: 'release' }, 1);
        await receive(1, 2);
        expect(await waiting()).toEqual([2]);
      });

      it('wakes no lane by what it has', async () => {
        await receive(1);
        const claimed = await claim();
        await settle(claimed, { kind: 'rest', received: claimed!.received }, 1);
        await receive(1);
        expect(await claim()).toBeUndefined();
      });
    });

    describe('sharing', () => {
      const lanes = Array.from({ length: 40 }, (_, n) => `checkout>orders/cus_${n}`);
      const claimedIn = async (from: number, to: number) => (await inbox.store.claim({ ...limits, share: { from, to } })).map((claimed) => claimed.lane).sort();
      const lanesIn = (from: number, to: number) => lanes.filter((name) => bucketOfLane(name) >= from && bucketOfLane(name) < to).sort();

      it('gives each runner the lanes whose buckets are its own, and all of them to somebody', async () => {
        await inbox.store.receive(lanes.map((name) => call(name, 1)));
        expect(await claimedIn(0, 3_000)).toEqual(lanesIn(0, 3_000));
        expect(await claimedIn(7_000, BUCKETS)).toEqual(lanesIn(7_000, BUCKETS));
        expect(await claimedIn(0, BUCKETS)).toEqual(lanesIn(3_000, 7_000));
      });
    });

    describe('waiting', () => {
      it('gives a runner that asks for it the lanes alone that have been due for so long', async () => {
        await inbox.store.receive([call('a>b/1', 1)]);
        await inbox.pass(10_000);
        await inbox.store.receive([call('a>b/2', 1)]);
        const claimedAfter = async (dueForMs: number) => (await inbox.store.claim({ ...limits, dueForMs })).map((claimed) => claimed.lane);
        expect(await claimedAfter(60_000)).toEqual([]);
        expect(await claimedAfter(9_000)).toEqual(['a>b/1']);
        expect(await claimedAfter(0)).toEqual(['a>b/2']);
      });

      it('counts from the end of the lease for a lane whose runner fell silent', async () => {
        await receive(1);
        await claim();
        await inbox.pass(limits.leaseMs);
        const dueFor = async (dueForMs: number) => (await inbox.store.claim({ ...limits, dueForMs })).length;
        expect(await dueFor(30_000)).toBe(0);
        await inbox.pass(30_000);
        expect(await dueFor(30_000)).toBe(1);
      });
    });

    describe('acknowledging', () => {
      it('names each lane, up to where none is missing', async () => {
        const acknowledged = await inbox.store.receive([call('a>b/1', 1), call('a>b/1', 2), call('a>b/2', 2), call('a>b/3', 1)]);
        expect(acknowledged).toHaveLength(3);
        expect(acknowledged).toEqual(expect.arrayContaining([{ lane: 'a>b/1', sequence: 2 }, { lane: 'a>b/2', sequence: 0 }, { lane: 'a>b/3', sequence: 1 }]));
      });

      it('goes on behind a gap once it is closed', async () => {
        expect(await receive(1, 2, 4, 6)).toEqual([{ lane, sequence: 2 }]);
        expect(await receive(5)).toEqual([{ lane, sequence: 2 }]);
        expect(await receive(3)).toEqual([{ lane, sequence: 6 }]);
        expect(await receive(7)).toEqual([{ lane, sequence: 7 }]);
      });

      it('says the same of what came before, applied or not', async () => {
        await receive(1, 2, 3);
        expect(await receive(2)).toEqual([{ lane, sequence: 3 }]);
        const claimed = await claim();
        for (const applied of [1, 2, 3]) await settle(claimed, { kind: 'keep', leaseMs: limits.leaseMs }, applied);
        expect(await receive(1)).toEqual([{ lane, sequence: 3 }]);
        expect(await receive(4)).toEqual([{ lane, sequence: 4 }]);
      });

      it('has nothing to say of nothing', async () => {
        expect(await inbox.store.receive([])).toEqual([]);
      });
    });

    describe('a claim', () => {
      it('takes no more lanes, and no more calls of one, than it is told', async () => {
        await inbox.store.receive([1, 2, 3].map((sequence) => call('a>b/1', sequence)));
        await inbox.store.receive([call('a>b/2', 1)]);
        const claimed = await inbox.store.claim({ ...limits, lanes: 1, callsPerLane: 2 });
        expect(claimed.map(({ calls }) => sequencesOf(calls))).toEqual([[1, 2]]);
      });

      it('keeps everybody else from the lane until its lease ends', async () => {
        await receive(1);
        const first = await claim();
        await receive(2);
        expect(await claim()).toBeUndefined();
        await inbox.pass(limits.leaseMs);
        expect(await claim()).toMatchObject({ epoch: first!.epoch + 1, calls: [{ sequence: 1 }, { sequence: 2 }] });
      });

      it.each([10_000, 20_000])('keeps most of its lease with each call that is applied, here after %d ms', async (taken) => {
        await receive(1, 2);
        const claimed = await claim();
        await inbox.pass(taken);
        expect(await settle(claimed, { kind: 'keep', leaseMs: limits.leaseMs }, 1)).toEqual(new Set([lane]));
        await inbox.pass(limits.leaseMs * 0.75 - 5_000);
        expect(await claim()).toBeUndefined();
        await inbox.pass(limits.leaseMs);
        expect(await claim()).toMatchObject({ lapses: 1, calls: [{ sequence: 2 }] });
      });

      it('is kept for longer if its holder says so', async () => {
        await receive(1);
        const claimed = await claim();
        await inbox.pass(limits.leaseMs - 10_000);
        expect(await settle(claimed, { kind: 'keep', leaseMs: limits.leaseMs })).toEqual(new Set([lane]));
        await inbox.pass(limits.leaseMs - 10_000);
        expect(await claim()).toBeUndefined();
      });

      it('that was overtaken changes nothing, and is told so', async () => {
        await receive(1, 2);
        const stale = await claim({ leaseMs: 0 });
        const next = await claim();
        for (const kind of ['keep', 'release', 'rest', 'retry'] as const) {
          const then = { kind, leaseMs: 0, received: next!.received, inMs: 0 };
          expect(await settle(stale, then, 1)).toEqual(new Set());
        }
        expect(await claim()).toBeUndefined();
        expect(await settle(next, { kind: 'release' }, 1)).toEqual(new Set([lane]));
        expect(await claim()).toMatchObject({ attempts: 0, calls: [{ sequence: 2 }] });
      });

      it('cannot apply calls out of their order', async () => {
        await receive(1, 2);
        const claimed = await claim();
        expect(await settle(claimed, { kind: 'release' }, 2)).toEqual(new Set());
        await settle(claimed, { kind: 'release' }, 1);
        expect(await waiting()).toEqual([2]);
      });
    });

    describe('letting go', () => {
      it('lets a lane rest when everything was seen', async () => {
        await receive(1);
        const claimed = await claim();
        await settle(claimed, { kind: 'rest', received: claimed!.received }, 1);
        await inbox.pass(3_600_000);
        expect(await claim()).toBeUndefined();
      });

      it('does not let a lane rest that received a call which its runner did not see', async () => {
        await receive(1);
        const claimed = await claim();
        await receive(2);
        await settle(claimed, { kind: 'rest', received: claimed!.received }, 1);
        expect(await waiting()).toEqual([2]);
      });

      it('tries again what failed, after the time given, and counts the failures until a call is applied', async () => {
        await receive(1, 2);
        await settle(await claim(), { kind: 'retry', inMs: 10_000 });
        expect(await claim()).toBeUndefined();
        await inbox.pass(10_000);
        const second = await claim();
        expect(second?.attempts).toBe(1);
        await settle(second, { kind: 'release' }, 1);
        expect((await claim())?.attempts).toBe(0);
      });
    });

    describeLanes(make);
    describeParking(make);
    describePoison(make);

    it('executes and acknowledges every call in order, in whichever order calls arrive', () => holdsForEveryArrival(make), 60_000);
  });
}
