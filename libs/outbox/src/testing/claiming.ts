import { beforeEach, describe, expect, it } from '@jest/globals';
import { message, sequencesOf } from './messages.ts';
import { benchFor, limits, stored, underway, type MakeOutbox, type OutboxBench } from './outbox-bench.ts';

const calls = 'checkout>orders/cus_1';

/** How lanes are claimed and let go. */
export function describeClaiming(make: MakeOutbox): void {
  let outbox: OutboxBench;
  beforeEach(async () => {
    outbox = await benchFor(make);
  });

  describe('claiming', () => {
    it('gives calls as they were handed in, with their places in the lane', async () => {
      await outbox.append(calls, 7, 8);
      expect(await outbox.claim()).toEqual({
        lane: calls,
        epoch: 1,
        sent: 0,
        attempts: 0,
        overdue: 0,
        calls: [{ ...message(calls, 7), sequence: 1 }, { ...message(calls, 8), sequence: 2 }],
      });
    });

    it('numbers each lane for itself', async () => {
      await outbox.appendAll([message('a>b/1', 1), message('a>b/2', 1), message('a>b/1', 2)]);
      const claimed = await outbox.store.claim(limits);
      expect(Object.fromEntries(claimed.map((lane) => [lane.lane, sequencesOf(lane.calls)]))).toEqual({ 'a>b/1': [1, 2], 'a>b/2': [1] });
    });

    it('takes no more lanes, and no more calls of one, than it is told', async () => {
      await outbox.append('a>b/1', 1, 2, 3);
      await outbox.append('a>b/2', 1);
      const claimed = await outbox.store.claim({ ...limits, lanes: 1, callsPerLane: 2 });
      expect(claimed.map((lane) => sequencesOf(lane.calls))).toEqual([[1, 2]]);
    });

    it('never takes a lane that is claimed, not even after an append', async () => {
      await outbox.append(calls, 1);
      await outbox.claim();
      await outbox.append(calls, 2);
      expect(await outbox.claim()).toBeUndefined();
    });

    it('takes over the lane of a relay that fell silent when its lease ends', async () => {
      await outbox.append(calls, 1);
      const silent = await outbox.claim();
      await outbox.pass(limits.leaseMs);
      expect(await outbox.claim()).toEqual({ ...silent, epoch: silent!.epoch + 1 });
    });
  });

  describe('settling', () => {
    it('forgets what is stored, and goes on with the rest', async () => {
      await outbox.append(calls, 1, 2, 3);
      await outbox.settle(await outbox.claim({ callsPerLane: 2 }), stored(2));
      expect(await outbox.claim()).toMatchObject({ sent: 2, calls: [{ sequence: 3 }] });
    });

    it('rests a lane that is empty, and wakes it with the next append', async () => {
      await outbox.append(calls, 1);
      await outbox.settle(await outbox.claim(), stored(1));
      await outbox.pass(3_600_000);
      expect(await outbox.claim()).toBeUndefined();
      await outbox.append(calls, 2);
      expect(await outbox.waiting()).toEqual([2]);
    });

    it('does not rest a lane that got something meanwhile', async () => {
      await outbox.append(calls, 1);
      const claimed = await outbox.claim();
      await outbox.append(calls, 2);
      await outbox.settle(claimed, stored(1));
      expect(await outbox.waiting()).toEqual([2]);
    });

    it('tries again what failed, after the time given, and counts the failures until a delivery succeeds', async () => {
      await outbox.append(calls, 1, 2);
      await outbox.settle(await outbox.claim(), { kind: 'retry', inMs: 10_000 });
      expect(await outbox.claim()).toBeUndefined();
      await outbox.append(calls, 3);
      expect(await outbox.claim()).toBeUndefined();
      await outbox.pass(10_000);
      const second = await outbox.claim();
      expect([second?.attempts, sequencesOf(second?.calls)]).toEqual([1, [1, 2, 3]]);
      await outbox.settle(second, stored(2));
      expect((await outbox.claim())?.attempts).toBe(0);
    });

    it('lets a lane go of which nothing was to be delivered', async () => {
      await outbox.append(calls, 1);
      await outbox.settle(await outbox.claim(), stored(0));
      expect(await outbox.waiting()).toEqual([1]);
    });

    it('changes nothing for a relay that lost its lease, whatever it says', async () => {
      await outbox.append(calls, 1, 2);
      const stale = await outbox.claim({ leaseMs: 0 });
      const next = await outbox.claim();
      for (const then of [stored(2), underway(2, calls), { kind: 'retry', inMs: 0 } as const]) await outbox.settle(stale, then);
      expect(await outbox.claim()).toBeUndefined();
      await outbox.settle(next, stored(1));
      expect(await outbox.claim()).toMatchObject({ sent: 1, attempts: 0, calls: [{ sequence: 2 }] });
    });
  });
}
