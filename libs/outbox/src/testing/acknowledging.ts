import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventLane, subscriberLane } from '@banyan/contracts/define';
import { sequencesOf } from './messages.ts';
import { benchFor, limits, overdueMs, stored, underway, type MakeOutbox, type OutboxBench } from './outbox-bench.ts';

const calls = 'checkout>orders/cus_1';
const events = eventLane('orders.orderChanged', 'ord_1');
const noted = subscriberLane(events, 'checkout.note');
const mailed = subscriberLane(events, 'mail.tell');

/** How consumers let an outbox forget what they have. */
export function describeAcknowledging(make: MakeOutbox): void {
  let outbox: OutboxBench;
  beforeEach(async () => {
    outbox = await benchFor(make);
  });

  describe('an acknowledgement', () => {
    it('counts although it comes before its delivery is settled, and releases nothing before', async () => {
      await outbox.append(calls, 1, 2);
      const claimed = await outbox.claim();
      await outbox.acknowledge(calls, 2);
      await outbox.pass(limits.leaseMs);
      const next = await outbox.claim();
      expect([next?.sent, sequencesOf(next?.calls)]).toEqual([0, [1, 2]]);
      await outbox.settle(claimed, stored(2));
      await outbox.settle(next, underway(2, calls));
      await outbox.pass(3_600_000);
      expect(await outbox.claim()).toBeUndefined();
    });

    it('that comes early counts for later calls too, while earlier ones are awaited', async () => {
      await outbox.append(events, 1);
      await outbox.handOver(1, noted, mailed);
      await outbox.append(events, 2);
      const claimed = await outbox.claim();
      await outbox.acknowledge(noted, 2);
      await outbox.settle(claimed, underway(2, noted, mailed));
      await outbox.acknowledge(mailed, 2);
      await outbox.pass(3_600_000);
      expect(await outbox.claim()).toBeUndefined();
    });

    it('counts once, whichever comes last', async () => {
      await outbox.append(events, 1, 2, 3);
      await outbox.handOver(3, noted, mailed);
      await outbox.acknowledge(noted, 3, 3, 1);
      await outbox.acknowledge(noted, 2);
      await outbox.acknowledge(mailed, 2, 3);
      await outbox.pass(3_600_000);
      expect(await outbox.claim()).toBeUndefined();
    });

    it('releases no call that was not handed over', async () => {
      await outbox.append(calls, 1, 2);
      await outbox.settle(await outbox.claim({ callsPerLane: 1 }), underway(1, calls));
      await outbox.acknowledge(calls, 2);
      expect(await outbox.claim()).toMatchObject({ sent: 1, calls: [{ sequence: 2 }] });
    });

    it('is ignored if nobody awaits it', async () => {
      await outbox.acknowledge('nobody>orders/cus_1', 1);
      await outbox.append(events, 1);
      await outbox.handOver(1, noted);
      await outbox.acknowledge(mailed, 1);
      await outbox.pass(overdueMs);
      expect(await outbox.waiting()).toEqual([1]);
    });

    it('does not take a lane from its relay', async () => {
      await outbox.append(calls, 1);
      await outbox.handOver(1, calls);
      await outbox.append(calls, 2);
      const claimed = await outbox.claim();
      await outbox.acknowledge(calls, 1);
      expect(await outbox.claim()).toBeUndefined();
      await outbox.settle(claimed, stored(2));
      expect(await outbox.claim()).toBeUndefined();
    });
  });
}
