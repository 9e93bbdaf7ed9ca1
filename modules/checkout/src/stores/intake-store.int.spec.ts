import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orders } from '@banyan/contracts/orders';
import { deferCall } from '@banyan/outbox';
import type { NewIntake } from '../ports/intake-store.ts';
import { checkoutInTest, guest, lamps, type CheckoutInTest } from '../testing/checkout-in-test.ts';
import { intakeStoreIn } from './intake-store.ts';

let checkout: CheckoutInTest;
beforeAll(async () => {
  checkout = await checkoutInTest();
});
afterAll(() => checkout.close());

function intakeOf(buyer: string): NewIntake {
  const name = randomBytes(16).toString('base64url');
  const lines = [{ sku: 'LAMP', quantity: 2 }];
  const order = { orderId: `ord_k1${name}`, buyer, market: 'GB', acceptedAt: '2026-11-23T10:00:00.000Z', lines };
  const { shipTo, payment } = lamps();
  const given = { from: 'checkout', context: guest, acceptedAt: new Date(order.acceptedAt) };
  return { ...order, requestKey: name, requestHash: 'hash', answer: '{}', then: { kind: 'process', message: deferCall(orders, 'placeOrder', { ...order, shipTo, payment }, given) } };
}

describe("a buyer's orders", () => {
  it('are numbered without a gap, although others fail among them', async () => {
    const { database } = checkout;
    const buyers = ['cus_number01', 'cus_number02', 'cus_number03'];
    const givenUp = new Error('given up');
    const attempts = Array.from({ length: 300 }, async (_, index) => {
      const intake = intakeOf(buyers[index % buyers.length]!);
      if (index % 7 > 0) return intakeStoreIn(database).take(intake);
      return database.transaction(async (tx) => {
        await intakeStoreIn(tx).take(intake);
        throw givenUp;
      });
    });
    const outcomes = await Promise.allSettled(attempts);
    const taken = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(taken).toBe(300 - Math.ceil(300 / 7));

    const numbered = await database.query<{ lane: string; sequence: number }>('SELECT lane, sequence FROM checkout.outbox_entry ORDER BY lane, sequence');
    expect(numbered).toHaveLength(taken);
    for (const buyer of buyers) {
      const own = numbered.filter(({ lane }) => lane.endsWith(`/${buyer}`)).map(({ sequence }) => sequence);
      expect(own).toEqual(own.map((_, index) => index + 1));
    }
    expect(await database.query('SELECT 1 FROM checkout.intake')).toHaveLength(taken);
  });

  it('wait for the one that holds their key, and take its place if it is given up', async () => {
    const { database } = checkout;
    const intake = intakeOf('cus_waiting1');
    let second: Promise<unknown> | undefined;
    await database
      .transaction(async (tx) => {
        await intakeStoreIn(tx).take(intake);
        second = intakeStoreIn(database).take(intake);
        throw new Error('given up');
      })
      .catch(() => undefined);
    expect(await second).toBe('taken');
  });
});

describe('requests that were accepted', () => {
  it('are found once they are recorded, as the order that counts or as never executed', async () => {
    const store = intakeStoreIn(checkout.database);
    const { orderId, requestKey, acceptedAt, ...intake } = intakeOf('cus_recorded');
    const [counts, differs, missing] = ['hash', 'another', 'a third'].map((requestHash) => ({ requestKey, requestHash }));
    const unknown = { requestKey: 'nobody', requestHash: 'hash' };
    const found = () => store.recordedAmong([unknown, missing!, differs!, counts!]);
    expect(await found()).toEqual([]);
    expect(await store.has(orderId)).toBe(false);
    await store.take({ ...intake, orderId, requestKey, acceptedAt });
    expect(await found()).toEqual([counts]);
    expect(await store.has(orderId)).toBe(true);
    for (const _twice of [1, 2]) await store.keepUnexecuted({ orderId, requestHash: 'another', acceptedAt });
    expect(new Set(await found())).toEqual(new Set([counts, differs]));
  });
});

describe('orders that come at the same time', () => {
  it('are numbered as they came', async () => {
    const store = intakeStoreIn(checkout.database);
    const buyers = ['cus_together1', 'cus_together2', 'cus_together3'];
    const intakes = Array.from({ length: 150 }, (_, index) => intakeOf(buyers[index % buyers.length]!));
    expect(await Promise.all(intakes.map((intake) => store.take(intake)))).toEqual(intakes.map(() => 'taken'));
    for (const buyer of buyers) {
      const taken = await checkout.database.query<{ message_id: string }>('SELECT message_id FROM checkout.outbox_entry WHERE lane = $1 ORDER BY sequence', [
        `checkout>orders/${buyer}`,
      ]);
      expect(taken.map(({ message_id }) => message_id)).toEqual(intakes.filter((intake) => intake.buyer === buyer).map(({ orderId }) => `orders.placeOrder:${orderId}`));
    }
  });

  it('under one key are taken once, and the others given what the first led to', async () => {
    const store = intakeStoreIn(checkout.database);
    const first = intakeOf('cus_onekey00');
    const [taken, repeated] = await Promise.all([store.take(first), store.take({ ...first, answer: '{"other":true}' })]);
    expect(taken).toBe('taken');
    expect(repeated).toEqual({ orderId: first.orderId, requestHash: first.requestHash, answer: first.answer });
  });

  it('are taken although one among them cannot be', async () => {
    const store = intakeStoreIn(checkout.database);
    const unwritable = { ...intakeOf('cus_refused0'), answer: '\u0000' };
    const outcomes = await Promise.allSettled([store.take(intakeOf('cus_before00')), store.take(unwritable), store.take(intakeOf('cus_after000'))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
