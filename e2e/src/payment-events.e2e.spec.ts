import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOtlpReceiver, type OtlpReceiver } from '@banyan/tools/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bringInCatalogue } from './catalogue.ts';
import { Operator } from './operator.ts';
import { Shopper } from './shopper.ts';
import { shopUnderTest, type ShopUnderTest } from './shop-under-test.ts';
import { accepted, anOrder, type Accepted } from './stories/orders.ts';

const path = '/api/v1/payments/events';

let tested: ShopUnderTest;
let shopper: Shopper;
let collector: OtlpReceiver;
let key: string;

beforeAll(async () => {
  collector = await startOtlpReceiver();
  tested = await shopUnderTest({ split: ['orders'], via: 'http', replies: 'http' }, {}, (plan) =>
    plan.runs === 'monolith' ? { ...plan, environment: { ...plan.environment, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, TRACE_SAMPLE: '1' } } : plan,
  );
  shopper = new Shopper(tested.shop.publicUrl, 'payment-events');
  await bringInCatalogue(new Operator(tested.shop));
  const environment = await readFile(join(tested.folder, 'environments', 'monolith.env'), 'utf8');
  key = /^PAYMENT_EVENTS_KEYS=(.+)$/m.exec(environment)![1]!;
});

afterAll(async () => {
  await tested.discard();
  await collector.close();
});

const statusOf = async ({ orderId, receipt }: Accepted) => ((await shopper.settled(orderId, receipt)).body as { status: string }).status;
const chargesOf = async (orderId: string) => {
  const ledger = (await readFile(join(tested.folder, 'payments', 'ledger.jsonl'), 'utf8')).trim().split('\n');
  return ledger.map((line) => JSON.parse(line) as { kind: string; key: string }).filter((entry) => entry.key === `${orderId}:charge`);
};

/** Sends an event as the provider would, and gives the status of the answer. */
async function send(orderId: string, { age = 0, by = key, signature }: { readonly age?: number; readonly by?: string; readonly signature?: string } = {}): Promise<number> {
  const body = JSON.stringify({ id: 'evt_again', kind: 'charge.declined', key: `${orderId}:charge` });
  const time = Math.floor(Date.now() / 1_000) - age;
  const signed = signature ?? `t=${time},v1=${createHmac('sha256', by).update(`${time}.${body}`).digest('hex')}`;
  const response = await fetch(tested.shop.publicUrl + path, { method: 'POST', headers: { 'content-type': 'application/json', 'payment-signature': signed }, body });
  return response.status;
}

describe('the events of the payment provider', () => {
  it.each(['tok_approved', 'tok_slow', 'tok_timeout_after_charge'])('come for a charge with %s, and it is made once', async (token) => {
    const seen = collector.spans.length;
    const order = await accepted(shopper, `event-${token}`, anOrder([['PEN10', 1]], { payment: { token } }));
    expect(await statusOf(order)).toBe('confirmed');
    const spans = await collector.until((all) => all.slice(seen).some(({ name, isError }) => name === `POST ${path}` && !isError));
    expect(spans.slice(seen).some(({ name, isError }) => name === `POST ${path}` && isError)).toBe(false);
    expect(await chargesOf(order.orderId)).toHaveLength(1);
  });

  it('change nothing when they are repeated, late, stale, forged, or say what is not so', async () => {
    const order = await accepted(shopper, 'event-again', anOrder([['PEN11', 1]]));
    const early = await Promise.all([send(order.orderId), send(order.orderId)]);
    expect(await statusOf(order)).toBe('confirmed');
    const late = await Promise.all(Array.from({ length: 10 }, () => send(order.orderId)));
    expect([...early, ...late]).toEqual(Array.from({ length: 12 }, () => 202));
    expect(await send(`ord_${'x'.repeat(23)}`)).toBe(202);
    expect(await Promise.all([send(order.orderId, { age: 400 }), send(order.orderId, { by: 'the-key-of-somebody-else' }), send(order.orderId, { signature: 'none' })])).toEqual([401, 401, 401]);
    expect(await statusOf(order)).toBe('confirmed');
    expect(await chargesOf(order.orderId)).toHaveLength(1);
  });
});
