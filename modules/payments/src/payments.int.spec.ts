import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallContext, ImplementationOf } from '@banyan/contracts/define';
import type { payments } from '@banyan/contracts/payments';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { startProvider, type ProviderProcess } from '../testing/provider-process.ts';
import { paymentsApi } from './payments.api.ts';
import type { Charges } from './ports/charges.ts';
import type { Refunds } from './ports/refunds.ts';
import { HttpPaymentProvider } from './provider/http-payment-provider.ts';
import { migrations } from './stores/migrations/index.ts';
import { PostgresCharges } from './stores/postgres-charges.ts';
import { PostgresRefunds } from './stores/postgres-refunds.ts';

const context: CallContext = {
  principal: { kind: 'module', module: 'orders' },
  caller: 'orders',
  deadline: Number.MAX_SAFE_INTEGER,
  traceparent: '00-00000000000000000000000000000001-0000000000000001-01',
  routeVersion: 1,
};
const money = { amount: 1_250, currency: 'GBP' };

let shop: TestDatabase;
let company: ProviderProcess;
let provider: HttpPaymentProvider;
beforeAll(async () => {
  shop = await testDatabase('payments', migrations);
  company = await startProvider();
  provider = new HttpPaymentProvider({ url: company.url, key: company.key, patience: { act: 2_000, ask: 500 } });
});
afterAll(async () => {
  await provider.close();
  await company.stop();
  await shop.close();
});

/** The module as it is after a start; a store may be told to fail. */
function started(broken: { charges?: Partial<Charges>; refunds?: Partial<Refunds> } = {}): ImplementationOf<typeof payments> {
  const charges = Object.assign(new PostgresCharges(shop.database), broken.charges);
  const refunds = Object.assign(new PostgresRefunds(shop.database), broken.refunds);
  return paymentsApi({ charges, refunds, provider, now: () => new Date('2026-01-01T00:00:00Z') });
}

const newOrder = () => `ord_${randomBytes(20).toString('base64url')}`;
const entriesOf = async (orderId: string) => (await company.ledger()).entries.filter(({ key }) => key.startsWith(orderId)).map(({ kind }) => kind);
const crash = () => Promise.reject(new Error('cut off'));

describe('a charge', () => {
  it.each(['tok_approved', 'tok_slow'])('is approved for %s, and stays so however often it is asked', async (token) => {
    const orderId = newOrder();
    const first = await started().charge({ orderId, money, token }, context);
    expect(first).toEqual({ outcome: 'approved', chargeId: expect.stringMatching(/^ch_/) });
    expect(await started().charge({ orderId, money, token }, context)).toEqual(first);
    expect(await entriesOf(orderId)).toEqual(['charge']);
  });

  it('is declined, and stays so with another token', async () => {
    const orderId = newOrder();
    expect(await started().charge({ orderId, money, token: 'tok_declined' }, context)).toEqual({ outcome: 'declined' });
    expect(await started().charge({ orderId, money, token: 'tok_approved' }, context)).toEqual({ outcome: 'declined' });
  });

  it('that was made and never answered is found within the same call', async () => {
    const orderId = newOrder();
    const outcome = await started().charge({ orderId, money, token: 'tok_timeout_after_charge' }, context);
    expect(outcome).toMatchObject({ outcome: 'approved' });
    expect(await entriesOf(orderId)).toEqual(['charge']);
  });

  it('that was cut off before its outcome was on record is found by the next call, without a second charge', async () => {
    const orderId = newOrder();
    await expect(started({ charges: { decide: crash } }).charge({ orderId, money, token: 'tok_approved' }, context)).rejects.toThrow('cut off');
    const outcome = await started().charge({ orderId, money, token: 'tok_declined' }, context);
    expect(outcome).toMatchObject({ outcome: 'approved' });
    expect(await entriesOf(orderId)).toEqual(['charge']);
  });

  it('that was cut off before the provider heard of it is made by the next call', async () => {
    const orderId = newOrder();
    await new PostgresCharges(shop.database).begin({ orderId, money, at: new Date(0) });
    expect(await started().charge({ orderId, money, token: 'tok_approved' }, context)).toMatchObject({ outcome: 'approved' });
    expect(await entriesOf(orderId)).toEqual(['charge']);
  });

  it('is made once when many ask at the same time', async () => {
    const orderId = newOrder();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => started().charge({ orderId, money, token: 'tok_approved' }, context)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await entriesOf(orderId)).toEqual(['charge']);
  });

  it('is refused for other money than before, whether that was decided or not', async () => {
    const [decided, open] = [newOrder(), newOrder()];
    await started().charge({ orderId: decided, money, token: 'tok_approved' }, context);
    await new PostgresCharges(shop.database).begin({ orderId: open, money, at: new Date(0) });
    for (const orderId of [decided, open]) {
      for (const other of [{ ...money, amount: 1 }, { ...money, currency: 'EUR' }]) {
        await expect(started().charge({ orderId, money: other, token: 'tok_approved' }, context)).rejects.toThrow('an order is charged once');
      }
    }
    expect(await entriesOf(open)).toEqual([]);
  });

  it('of nothing is approved without the provider, and there is nothing to give back', async () => {
    const orderId = newOrder();
    const nothing = { orderId, money: { amount: 0, currency: 'JPY' }, token: 'tok_declined' };
    const first = await started().charge(nothing, context);
    expect(first).toMatchObject({ outcome: 'approved' });
    expect(await started().charge(nothing, context)).toEqual(first);
    expect(await started().refund({ orderId }, context)).toEqual({ outcome: 'nothingCharged' });
    expect(await entriesOf(orderId)).toEqual([]);
  });

  it('keeps its token nowhere', async () => {
    const orderId = newOrder();
    await started().charge({ orderId, money, token: 'tok_timeout_after_charge' }, context);
    const [row] = await shop.database.query('SELECT to_jsonb(charge)::text AS text FROM payments.charge WHERE order_id = $1', [orderId]);
    expect(JSON.stringify(row)).not.toContain('tok_');
  });
});

describe('a refund', () => {
  it('gives an approved charge back once', async () => {
    const orderId = newOrder();
    await started().charge({ orderId, money, token: 'tok_approved' }, context);
    const asked = await Promise.all(Array.from({ length: 10 }, () => started().refund({ orderId }, context)));
    expect(asked).toEqual(asked.map(() => ({ outcome: 'refunded' })));
    expect(await started().refund({ orderId }, context)).toEqual({ outcome: 'refunded' });
    expect(await entriesOf(orderId)).toEqual(['charge', 'refund']);
  });

  it('has nothing to give back where nothing was charged', async () => {
    const declined = newOrder();
    await started().charge({ orderId: declined, money, token: 'tok_declined' }, context);
    for (const orderId of [declined, newOrder()]) {
      expect(await started().refund({ orderId }, context)).toEqual({ outcome: 'nothingCharged' });
    }
  });

  it('that was cut off before it was on record is found by the next call', async () => {
    const orderId = newOrder();
    await started().charge({ orderId, money, token: 'tok_approved' }, context);
    await expect(started({ refunds: { complete: crash } }).refund({ orderId }, context)).rejects.toThrow('cut off');
    expect(await started().refund({ orderId }, context)).toEqual({ outcome: 'refunded' });
    expect(await entriesOf(orderId)).toEqual(['charge', 'refund']);
  });

  it('that was cut off before the provider heard of it is made by the next call', async () => {
    const orderId = newOrder();
    await started().charge({ orderId, money, token: 'tok_approved' }, context);
    await new PostgresRefunds(shop.database).begin(orderId, new Date(0));
    expect(await started().refund({ orderId }, context)).toEqual({ outcome: 'refunded' });
    expect(await entriesOf(orderId)).toEqual(['charge', 'refund']);
  });

  it('finishes a charge that was left open, and gives it back', async () => {
    const orderId = newOrder();
    await expect(started({ charges: { decide: crash } }).charge({ orderId, money, token: 'tok_approved' }, context)).rejects.toThrow('cut off');
    expect(await started().refund({ orderId }, context)).toEqual({ outcome: 'refunded' });
    expect(await started().charge({ orderId, money, token: 'tok_approved' }, context)).toMatchObject({ outcome: 'approved' });
    expect(await entriesOf(orderId)).toEqual(['charge', 'refund']);
  });

  it('does not guess while a charge was begun and the provider has not heard of it', async () => {
    const orderId = newOrder();
    await new PostgresCharges(shop.database).begin({ orderId, money, at: new Date(0) });
    await expect(started().refund({ orderId }, context)).rejects.toMatchObject({ code: 'outcomeUnknown', data: { orderId } });
  });
});

describe('checking a charge', () => {
  const check = (orderId: string) => started().checkCharge({ chargeKey: `${orderId}:charge` }, context);
  const cutOff = (orderId: string, token = 'tok_approved') => expect(started({ charges: { decide: crash } }).charge({ orderId, money, token }, context)).rejects.toThrow('cut off');
  const onRecord = (orderId: string) => new PostgresCharges(shop.database).find(orderId);

  it.each(['approved', 'declined'] as const)('records that it was %s, and the call for it finds that', async (outcome) => {
    const orderId = newOrder();
    await cutOff(orderId, `tok_${outcome}`);
    expect(await check(orderId)).toEqual({ outcome, orderId, learned: true });
    expect(await onRecord(orderId)).toMatchObject({ decided: { outcome } });
    expect(await started().charge({ orderId, money, token: 'tok_approved' }, context)).toMatchObject({ outcome });
    expect(await entriesOf(orderId)).toEqual(['charge']);
  });

  it('while the call for it still waits for its answer changes nothing about that answer', async () => {
    const orderId = newOrder();
    const charged = started().charge({ orderId, money, token: 'tok_slow' }, context);
    let early = await check(orderId);
    while (early.outcome === 'unknown') early = await check(orderId);
    expect(early).toMatchObject({ outcome: 'approved', orderId });
    expect(await charged).toEqual((await onRecord(orderId))?.decided);
    expect(await entriesOf(orderId)).toEqual(['charge']);
  });

  it('says the same however often and late it comes, without asking the provider again', async () => {
    const orderId = newOrder();
    const decided = await started().charge({ orderId, money, token: 'tok_approved' }, context);
    company.freeze();
    try {
      for (const again of await Promise.all(Array.from({ length: 10 }, () => check(orderId)))) expect(again).toEqual({ outcome: 'approved', orderId, learned: false });
    } finally {
      company.goOn();
    }
    expect((await onRecord(orderId))?.decided).toEqual(decided);
    expect(await entriesOf(orderId)).toEqual(['charge']);
  });

  it('knows nothing of a key that is none of ours, and records nothing of it', async () => {
    const orderId = newOrder();
    await provider.charge({ key: `${orderId}:charge`, money, token: 'tok_approved' });
    for (const chargeKey of [`${orderId}:charge`, orderId, ':charge', `${orderId}:refund`, 'x'.repeat(200)]) {
      expect(await started().checkCharge({ chargeKey }, context)).toEqual({ outcome: 'unknown' });
    }
    expect(await onRecord(orderId)).toBeUndefined();
  });

  it('knows nothing of a charge of which the provider has not heard, and leaves it to be made', async () => {
    const orderId = newOrder();
    await new PostgresCharges(shop.database).begin({ orderId, money, at: new Date(0) });
    expect(await check(orderId)).toEqual({ outcome: 'unknown' });
    expect(await onRecord(orderId)).toEqual({ orderId, money });
    expect(await started().charge({ orderId, money, token: 'tok_approved' }, context)).toMatchObject({ outcome: 'approved' });
  });

  it('does not guess while the provider is silent', async () => {
    const orderId = newOrder();
    await cutOff(orderId);
    company.freeze();
    try {
      await expect(check(orderId)).rejects.toMatchObject({ code: 'outcomeUnknown', data: { orderId } });
    } finally {
      company.goOn();
    }
    expect(await check(orderId)).toEqual({ outcome: 'approved', orderId, learned: true });
  });

  it('ends a refund that was cut off', async () => {
    const orderId = newOrder();
    await started().charge({ orderId, money, token: 'tok_approved' }, context);
    await expect(started({ refunds: { complete: crash } }).refund({ orderId }, context)).rejects.toThrow('cut off');
    expect(await check(orderId)).toEqual({ outcome: 'approved', orderId, learned: true });
    expect(await new PostgresRefunds(shop.database).isUnfinished(orderId)).toBe(false);
    expect(await started().refund({ orderId }, context)).toEqual({ outcome: 'refunded' });
    expect(await entriesOf(orderId)).toEqual(['charge', 'refund']);
  });
});

describe('a silent provider', () => {
  it('is not needed for what was decided before, and leaves unknown what was not: that is done once as soon as it answers', async () => {
    const [orderId, paid] = [newOrder(), newOrder()];
    const decided = await started().charge({ orderId: paid, money, token: 'tok_approved' }, context);
    company.freeze();
    const unknown = (orderId: string) => ({ name: 'OperationError', code: 'outcomeUnknown', data: { orderId } });
    try {
      expect(await started().charge({ orderId: paid, money, token: 'tok_approved' }, context)).toEqual(decided);
      await Promise.all([
        expect(started().charge({ orderId, money, token: 'tok_approved' }, context)).rejects.toMatchObject(unknown(orderId)),
        expect(started().refund({ orderId: paid }, context)).rejects.toMatchObject(unknown(paid)),
      ]);
    } finally {
      company.goOn();
    }
    expect(await started().charge({ orderId, money, token: 'tok_approved' }, context)).toMatchObject({ outcome: 'approved' });
    expect(await started().refund({ orderId: paid }, context)).toEqual({ outcome: 'refunded' });
    expect(await entriesOf(orderId)).toEqual(['charge']);
    expect(await entriesOf(paid)).toEqual(['charge', 'refund']);
  });

  it('that is not there at all leaves the outcome unknown too', async () => {
    const nobody = new HttpPaymentProvider({ url: 'http://127.0.0.1:1', key: company.key });
    const charges = new PostgresCharges(shop.database);
    const refunds = new PostgresRefunds(shop.database);
    const api = paymentsApi({ charges, refunds, provider: nobody, now: () => new Date(0) });
    const orderId = newOrder();
    await expect(api.charge({ orderId, money, token: 'tok_approved' }, context)).rejects.toMatchObject({ code: 'outcomeUnknown' });
    await nobody.close();
  });

  it('is told apart from one that refuses us, which names the settings to check', async () => {
    const stranger = new HttpPaymentProvider({ url: company.url, key: 'not-the-right-key' });
    const request = { key: newOrder(), money, token: 'tok_approved' };
    await expect(stranger.charge(request)).rejects.toThrow('Check PAYMENT_PROVIDER_URL and PAYMENT_PROVIDER_KEY');
    await stranger.close();
  });
});
