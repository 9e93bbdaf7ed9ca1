import { describe, expect, it } from '@jest/globals';
import { orderEvents } from './order-events.ts';
import type { Order } from './order-view.ts';

const order = (status: Order['status'], more: Partial<Order> = {}): Order => ({ orderId: 'ord_1', status, acceptedAt: '2026-11-30T12:00:00.000Z', history: [], asOf: new Date().toISOString(), stale: false, ...more });

/** What is told while the shop answers one after the other, and the last one from then on. */
async function told(answers: readonly (Order | Error)[], { cancelling = false } = {}): Promise<string[]> {
  let looks = 0;
  const look = async () => {
    const answer = answers[Math.min(looks++, answers.length - 1)]!;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const events: string[] = [];
  for await (const event of orderEvents({ look, cancelling, signal: new AbortController().signal, wait: async () => undefined })) events.push(event);
  return events;
}

const statuses = (events: readonly string[]) => events.filter((text) => text.startsWith('event: order')).map((text) => (JSON.parse(text.split('data: ')[1]!) as Order).status);

describe('the events of an order', () => {
  it('tell each change once, then that it is settled', async () => {
    const events = await told([order('accepted'), order('accepted'), order('processing'), order('confirmed')]);
    expect(statuses(events)).toEqual(['accepted', 'processing', 'confirmed']);
    expect(events.at(-1)).toBe('event: settled\ndata: {}\n\n');
  });

  it('go on while the shop cannot say, with a sign of life', async () => {
    const events = await told([order('accepted'), ...Array.from({ length: 8 }, () => new Error('away')), order('confirmed')]);
    expect(statuses(events)).toEqual(['accepted', 'confirmed']);
    expect(events).toContain(': still here\n\n');
  });

  it('go on after the confirmation of what is to be cancelled', async () => {
    expect(statuses(await told([order('confirmed'), order('cancelled')], { cancelling: true }))).toEqual(['confirmed', 'cancelled']);
  });

  it('end some time, whatever happens', async () => {
    expect(statuses(await told([order('accepted')]))).toEqual(['accepted']);
  });
});
