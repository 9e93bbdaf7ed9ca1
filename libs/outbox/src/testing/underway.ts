import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventLane, subscriberLane } from '@banyan/contracts/define';
import { sequencesOf } from './messages.ts';
import { benchFor, overdueMs, stored, underway, type MakeOutbox, type OutboxBench } from './outbox-bench.ts';

const calls = 'checkout>orders/cus_1';
const events = eventLane('orders.orderChanged', 'ord_1');
const noted = subscriberLane(events, 'checkout.note');
const mailed = subscriberLane(events, 'mail.tell');

/** How calls are kept that a queue has. */
export function describeUnderway(make: MakeOutbox): void {
  let outbox: OutboxBench;
  beforeEach(async () => {
    outbox = await benchFor(make);
  });

  describe('what is under way', () => {
    it('is kept until it is acknowledged, and not handed over again meanwhile', async () => {
      await outbox.append(calls, 1, 2);
      await outbox.handOver(2, calls);
      expect(await outbox.claim()).toBeUndefined();
      await outbox.acknowledge(calls, 1);
      await outbox.pass(overdueMs);
      expect(await outbox.claim()).toMatchObject({ sent: 1, calls: [{ sequence: 2 }] });
    });

    it('is forgotten once it is acknowledged, and the lane rests', async () => {
      await outbox.append(calls, 1, 2);
      await outbox.handOver(2, calls);
      await outbox.acknowledge(calls, 2);
      await outbox.pass(3_600_000);
      expect(await outbox.claim()).toBeUndefined();
      await outbox.append(calls, 3);
      expect(await outbox.claim()).toMatchObject({ sent: 2, calls: [{ sequence: 3 }] });
    });

    it('does not hold up what is appended behind it', async () => {
      await outbox.append(calls, 1);
      await outbox.handOver(1, calls);
      await outbox.append(calls, 2);
      expect(await outbox.claim()).toMatchObject({ sent: 0, calls: [{ sequence: 2 }] });
    });

    it('is kept until every subscriber that is awaited has it', async () => {
      await outbox.append(events, 1, 2);
      await outbox.handOver(2, noted, mailed);
      await outbox.acknowledge(noted, 2);
      await outbox.acknowledge(mailed, 1);
      await outbox.pass(overdueMs);
      expect(await outbox.claim()).toMatchObject({ sent: 1, calls: [{ sequence: 2 }] });
    });

    it('is sent again, with all behind it, once an acknowledgement is overdue', async () => {
      await outbox.append(calls, 1, 2);
      await outbox.handOver(2, calls);
      await outbox.append(calls, 3);
      await outbox.handOver(3, calls);
      await outbox.pass(overdueMs - 10_000);
      expect(await outbox.claim()).toBeUndefined();
      await outbox.pass(10_000);
      const again = await outbox.claim();
      expect([again?.overdue, sequencesOf(again?.calls)]).toEqual([1, [1, 2, 3]]);
    });

    it('is sent again by one relay only, whatever is appended meanwhile', async () => {
      await outbox.append(calls, 1);
      await outbox.handOver(1, calls);
      await outbox.pass(overdueMs);
      await outbox.claim();
      await outbox.append(calls, 2);
      expect(await outbox.claim()).toBeUndefined();
    });

    it('is sent again batch by batch', async () => {
      await outbox.append(calls, 1, 2, 3);
      await outbox.handOver(3, calls);
      await outbox.pass(overdueMs);
      await outbox.settle(await outbox.claim({ callsPerLane: 2 }), underway(2, calls));
      expect(sequencesOf((await outbox.claim())?.calls)).toEqual([3]);
    });

    it('is sent again even if more is handed over all the time', async () => {
      await outbox.append(calls, 1);
      await outbox.handOver(1, calls);
      for (const number of [2, 3, 4]) {
        await outbox.pass(overdueMs / 4);
        await outbox.append(calls, number);
        await outbox.handOver(number, calls);
      }
      await outbox.pass(overdueMs / 4);
      expect(await outbox.waiting()).toEqual([1, 2, 3, 4]);
    });

    it('is not overdue as long as something becomes durable', async () => {
      await outbox.append(calls, 1, 2);
      await outbox.handOver(2, calls);
      await outbox.pass(overdueMs - 10_000);
      await outbox.acknowledge(calls, 1);
      await outbox.pass(overdueMs - 10_000);
      expect(await outbox.claim()).toBeUndefined();
      await outbox.pass(10_000);
      expect(await outbox.claim()).toMatchObject({ overdue: 1, calls: [{ sequence: 2 }] });
    });

    it('counts how often it was overdue until something becomes durable', async () => {
      await outbox.append(calls, 1, 2);
      for (const overdue of [0, 1, 2]) {
        const claimed = await outbox.claim();
        expect(claimed?.overdue).toBe(overdue);
        await outbox.settle(claimed, underway(2, calls));
        await outbox.pass(overdueMs);
      }
      await outbox.settle(await outbox.claim(), underway(2, calls));
      await outbox.acknowledge(calls, 1);
      await outbox.append(calls, 3);
      expect((await outbox.claim())?.overdue).toBe(0);
    });

    it('takes back nothing that is durable', async () => {
      await outbox.append(calls, 1, 2);
      await outbox.settle(await outbox.claim({ callsPerLane: 1 }), stored(1));
      await outbox.handOver(2, calls);
      await outbox.pass(overdueMs);
      expect(await outbox.claim()).toMatchObject({ sent: 1, calls: [{ sequence: 2 }] });
    });

    it('is awaited further although later calls were stored at once', async () => {
      await outbox.append(calls, 1);
      await outbox.handOver(1, calls);
      await outbox.append(calls, 2);
      await outbox.settle(await outbox.claim(), stored(2));
      await outbox.pass(overdueMs);
      expect(await outbox.waiting()).toEqual([1, 2]);
    });

    it('is awaited further although later calls went to others, and although they failed', async () => {
      await outbox.append(events, 1);
      await outbox.handOver(1, noted);
      await outbox.append(events, 2);
      await outbox.handOver(2, mailed);
      await outbox.acknowledge(mailed, 2);
      await outbox.append(events, 3);
      await outbox.settle(await outbox.claim(), { kind: 'retry', inMs: 0 });
      await outbox.pass(overdueMs);
      expect(await outbox.waiting()).toEqual([1, 2, 3]);
    });

    it('and was sent again is awaited of those only to whom it went then', async () => {
      await outbox.append(events, 1);
      await outbox.handOver(1, noted, mailed);
      await outbox.pass(overdueMs);
      await outbox.handOver(1, mailed);
      await outbox.acknowledge(mailed, 1);
      await outbox.pass(3_600_000);
      expect(await outbox.claim()).toBeUndefined();
    });
  });
}
