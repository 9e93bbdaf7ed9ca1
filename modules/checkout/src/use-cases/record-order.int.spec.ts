import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AcceptedOrder, UnrecordedOrder } from '@banyan/contracts/checkout';
import { isOperationError } from '@banyan/contracts/define';
import fc from 'fast-check';
import { as, checkoutInTest, checkoutWith, customer, lamps, newKey, type CheckoutInTest } from '../testing/checkout-in-test.ts';
import { killedAt } from '../testing/killed-at.ts';
import { queuedCheckout } from '../testing/queued-checkout.ts';

let plain: CheckoutInTest;
beforeAll(async () => {
  plain = await checkoutInTest();
});
afterAll(() => plain.close());

const requests = [lamps(), lamps({ market: 'FR' })] as const;
const count = async (statement: string, value: string) => (await plain.database.query(statement, [value])).length;
const tracesOf = async (orderId: string) => ({
  rows: await plain.database.query<{ answer: string; market: string }>('SELECT answer, market FROM checkout.intake WHERE order_id = $1', [orderId]),
  messages: await count('SELECT FROM checkout.outbox_entry WHERE message_id = $1', `orders.placeOrder:${orderId}`),
  states: await count('SELECT FROM checkout.order_state WHERE order_id = $1', orderId),
  notExecuted: await count('SELECT FROM checkout.not_executed WHERE order_id = $1', orderId),
});

describe('an order that is recorded', () => {
  it.each([
    ['is executed', lamps(), { rows: [{ market: 'GB' }], messages: 1, states: 0, notExecuted: 1 }],
    ['is rejected', lamps({ cartId: `crt_${'A'.repeat(22)}` }), { rows: [{ market: 'GB' }], messages: 0, states: 1, notExecuted: 1 }],
  ])('leaves the same traces wherever its recorder is killed: it %s', async (_what, request, traces) => {
    const checkout = queuedCheckout(plain.database, { percent: 100 });
    const key = newKey();
    const { orderId } = await checkout.api.acceptOrder({ idempotencyKey: key, request }, customer('ada'));
    await checkout.api.acceptOrder({ idempotencyKey: key, request: { ...request, market: 'FR' } }, customer('ada'));
    let kills = 0;
    for (const { body, principal } of checkout.queue.waiting) {
      for (let crossing = 1; ; crossing++) {
        const { api } = checkoutWith(killedAt(crossing, plain.database), {});
        const killed = await api.recordOrder(JSON.parse(body) as UnrecordedOrder, as(principal)).then(() => false, () => true);
        if (!killed) break;
        kills += 1;
      }
    }
    expect(kills).toBeGreaterThanOrEqual(8);
    expect(await tracesOf(orderId)).toMatchObject(traces);
  });

  it('is one order with one message and one answer, however takes by both ways meet', async () => {
    const step = fc.record({ way: fc.constantFrom('directly', 'by queue', 'recorded'), body: fc.constantFrom<0 | 1>(0, 1), which: fc.nat(5) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), async (moments) => {
        const [direct, queued] = [checkoutWith(plain.database, {}), queuedCheckout(plain.database, { percent: 100 })];
        const [idempotencyKey, buyer] = [newKey(), customer(newKey().slice(0, 12))];
        const sent = queued.queue.waiting;
        const record = async (call: (typeof sent)[number]) => void (await queued.api.recordOrder(JSON.parse(call.body) as UnrecordedOrder, as(call.principal)));
        const answers: AcceptedOrder[] = [];
        const accept = async (api: typeof direct.api, body: 0 | 1) => {
          try {
            answers.push(await api.acceptOrder({ idempotencyKey, request: requests[body] }, buyer));
          } catch (error) {
            expect(isOperationError(error) && error.code).toBe('idempotencyKeyReused');
          }
        };
        for (const moment of moments) {
          await Promise.all(
            moment.map(async ({ way, body, which }) => {
              direct.clock.now = queued.clock.now += 1_000;
              if (way === 'directly') return accept(direct.api, body);
              if (way === 'by queue') return accept(queued.api, body);
              const call = sent[which];
              if (call) await record(call);
            }),
          );
        }
        const bodies = new Set(sent.map(({ body }) => (JSON.parse(body) as UnrecordedOrder).request.market));
        await queued.queue.deliver(queued.api.recordOrder);

        if (answers.length === 0) return;
        const [{ orderId }] = answers as [AcceptedOrder];
        expect(new Set(answers.map((answer) => answer.orderId)).size).toBe(1);
        const { rows, messages, notExecuted } = await tracesOf(orderId);
        expect([rows.length, messages]).toEqual([1, 1]);
        const [{ market, answer }] = rows as [{ market: string; answer: string }];
        expect(answers).toContainEqual(JSON.parse(answer));
        expect(notExecuted).toBe([...bodies].filter((body) => body !== market).length);
        const repeated = await direct.api.acceptOrder({ idempotencyKey, request: requests[market === 'GB' ? 0 : 1] }, buyer);
        expect(JSON.stringify(repeated)).toBe(answer);
      }),
      { numRuns: 120 },
    );
  });
});
