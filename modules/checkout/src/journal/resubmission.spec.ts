import { describe, expect, it } from '@jest/globals';
import { checkout } from '@banyan/contracts/checkout';
import { Unavailable } from '@banyan/contracts/define';
import { queueCall, type OutboxMessage } from '@banyan/outbox';
import { guest, lamps } from '../testing/checkout-in-test.ts';
import type { WaitingOrder } from './file-journal.ts';
import { resubmission } from './resubmission.ts';

function waitingOrder(buyer: string, number: number, since: number): WaitingOrder {
  const acceptedAt = new Date(Date.UTC(2026, 10, 23, 12, 0, number));
  const orderId = `ord_k1${String(number).padStart(22, '0')}`;
  const order = { orderId, buyer: `cus_${buyer.padEnd(8, '0')}`, requestKey: orderId, requestHash: 'hash', request: lamps(), answer: '{}', acceptedAt: acceptedAt.toISOString() };
  return { order, call: queueCall(checkout, 'recordOrder', order, { from: 'checkout', context: guest, acceptedAt }), since };
}

function journalWith(...waiting: WaitingOrder[]) {
  const clock = { now: 0 };
  const recorded = new Set<string>();
  const [submitted, refused] = [[] as string[], new Set<string>()];
  let away = false;
  const round = resubmission({
    journal: {
      waiting: () => [...waiting],
      forget: async ({ orderId }) => void waiting.splice(waiting.findIndex(({ order }) => order.orderId === orderId), 1),
    },
    intakes: { recordedAmong: async (asked) => (away ? Promise.reject(new Unavailable('PostgreSQL')) : asked.filter(({ requestKey }) => recorded.has(requestKey))) },
    submit: async ({ messageId }: OutboxMessage) => {
      const number = messageId.slice(-6, -5);
      if (refused.has(number)) throw new Unavailable('SQS');
      submitted.push(number);
    },
    elapsed: () => clock.now,
  });
  return { clock, recorded, submitted, refused, waiting, round, goAway: () => (away = true) };
}

const inherited = -Infinity;

describe('a round through the journal', () => {
  it('submits what an earlier process left at once, and again only after the grace', async () => {
    const { clock, submitted, round } = journalWith(waitingOrder('ada', 1, inherited));
    await round();
    clock.now = 14_999;
    await round();
    expect(submitted).toEqual(['1']);
    clock.now = 15_000;
    await round();
    expect(submitted).toEqual(['1', '1']);
  });

  it('gives what was just accepted the grace', async () => {
    const { clock, submitted, round } = journalWith(waitingOrder('ada', 1, 100));
    clock.now = 15_099;
    await round();
    expect(submitted).toEqual([]);
    clock.now = 15_100;
    await round();
    expect(submitted).toEqual(['1']);
  });

  it('forgets what is recorded, and submits the others in the order of their acceptance', async () => {
    const { recorded, submitted, waiting, round } = journalWith(...[1, 2, 3].map((number) => waitingOrder('ada', number, inherited)));
    recorded.add(waiting[1]!.order.requestKey);
    await round();
    expect(submitted).toEqual(['1', '3']);
    expect(waiting).toHaveLength(2);
  });

  it('submits without knowing what is recorded while PostgreSQL is away', async () => {
    const { submitted, waiting, round, goAway } = journalWith(waitingOrder('ada', 1, inherited));
    goAway();
    await round();
    expect(submitted).toEqual(['1']);
    expect(waiting).toHaveLength(1);
  });

  it('holds a lane at an order that the queue refuses, lets other lanes go on, and tries again in the next round', async () => {
    const { refused, submitted, round } = journalWith(waitingOrder('ada', 1, inherited), waitingOrder('ada', 2, inherited), waitingOrder('bob', 3, inherited));
    refused.add('1');
    await expect(round()).rejects.toMatchObject({ name: 'Unavailable' });
    expect(submitted).toEqual(['3']);
    refused.clear();
    await round();
    expect(submitted).toEqual(['3', '1', '2']);
  });
});
