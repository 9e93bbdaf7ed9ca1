import { describe, expect, it } from '@jest/globals';
import type { CallContext } from '@banyan/contracts/define';
import type { OutboxMessage } from '@banyan/outbox';
import { deskForEachTest } from './desk-for-each-test.testing.ts';
import { SqsCallQueue } from './sqs-call-queue.ts';
import { Seen } from './seen.testing.ts';
import { traceparent } from './sqs.testing.ts';

const desk = deskForEachTest();

const orderOf = (customerId: string, key: string, total = 1): OutboxMessage => ({
  lane: `checkout>checkout/${customerId}`,
  destination: 'checkout.recordOrder',
  messageId: `checkout.recordOrder:${customerId}-${key}`,
  contractVersion: '1.2.0',
  body: JSON.stringify({ key, total, name: 'Zoë 🛒' }),
  principal: { kind: 'customer', customerId },
  traceparent,
  acceptedAt: '2026-01-01T00:00:00.000Z',
  routeVersion: 7,
});
const queueAtDesk = () => desk().open(new SqsCallQueue({ connection: desk().connection, queue: desk().intake, caller: 'monolith', keys: desk().keys }));

describe('a queue of a module’s own calls', () => {
  it('brings each call to the module, on behalf of whoever asked, in the order of its lane', async () => {
    const recorded = new Seen<{ input: unknown; context: CallContext }>();
    await desk().startHost({ record: (input, context) => recorded.add({ input, context }) });
    const queue = queueAtDesk();
    for (const key of ['k1', 'k2', 'k3']) await queue.send(orderOf('ann', key));
    const all = await recorded.until(3);
    expect(all.map(({ input }) => input)).toEqual(['k1', 'k2', 'k3'].map((key) => ({ key, total: 1, name: 'Zoë 🛒' })));
    expect(all[0]!.context).toMatchObject({ principal: { kind: 'customer', customerId: 'ann' }, caller: 'monolith', traceparent, routeVersion: 7 });
  });

  it('takes a repeat once, and a repeat with another body beside it', async () => {
    const queue = queueAtDesk();
    for (const total of [1, 1, 2]) await queue.send(orderOf('ann', 'k1', total));
    expect(await desk().held(desk().intake)).toMatchObject({ waiting: 2 });
  });

  it('is empty once nothing waits and nothing is in hand', async () => {
    const queue = queueAtDesk();
    expect(await queue.isEmpty()).toBe(true);
    await queue.send(orderOf('ann', 'k1'));
    expect(await queue.isEmpty()).toBe(false);
    await desk().receive(desk().intake);
    expect(await queue.isEmpty()).toBe(false);
  });

  it('says so if SQS cannot be reached', async () => {
    const queue = queueAtDesk();
    desk().gate.cut();
    await expect(queue.send(orderOf('ann', 'k1'))).rejects.toMatchObject({ name: 'Unavailable', what: 'SQS' });
    await expect(queue.isEmpty()).rejects.toMatchObject({ name: 'Unavailable', what: 'SQS' });
  });
});
