import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { databaseTokenOf } from '@banyan/adapter-postgres';
import { checkout } from '@banyan/contracts/checkout';
import { codecOf, implementationTokenOf } from '@banyan/contracts/define';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { checkoutSettings } from './index.ts';
import { migrations } from './stores/migrations/index.ts';
import { checkoutHost, goodSettings } from './testing/checkout-host.ts';
import { customer, lamps, newKey } from './testing/checkout-in-test.ts';

describe('the checkout module', () => {
  let host: INestApplicationContext;
  let schema: TestDatabase;
  beforeAll(async () => {
    schema = await testDatabase('checkout', migrations);
    host = await checkoutHost(schema.urlOf('checkout'));
  });
  afterAll(async () => {
    await host.close();
    await schema.close();
  });

  it('serves every operation of its contract', () => {
    expect(Object.keys(host.get(implementationTokenOf(checkout))).sort()).toEqual(Object.keys(checkout.operations).sort());
    expect(host.get(databaseTokenOf('checkout'))).toBeDefined();
  });

  it('accepts an order in a host that runs neither relay nor queue', async () => {
    const { acceptOrder, getOrder } = host.get(implementationTokenOf(checkout));
    const { orderId } = await acceptOrder({ idempotencyKey: newKey(), request: lamps() }, customer('ada'));
    expect(await getOrder({ orderId }, customer('ada'))).toMatchObject({ status: 'accepted', stale: false });
  });

  it('does not start with keys that are none, and names the setting', async () => {
    await expect(checkoutHost(schema.urlOf('checkout'), { settings: { RECEIPT_KEYS: 'secret' } })).rejects.toThrow(/RECEIPT_KEYS/);
    expect(codecOf(checkoutSettings).violations({ ...goodSettings, BUYER_KEYS: 'k1:short' })).toMatchObject([{ pointer: '/BUYER_KEYS' }]);
  });

  it.each(['0', '1', '0.01', '12.5', '99.99', '100', '100.00'])('takes %s per cent', (percent) => {
    expect(codecOf(checkoutSettings).check({ ...goodSettings, INTAKE_QUEUE_PERCENT: percent })).toBe(true);
  });

  it.each(['-1', '101', '100.01', '0.001', '1.', '.5', '1e1', 'one'])('does not take %s per cent', (percent) => {
    expect(codecOf(checkoutSettings).check({ ...goodSettings, INTAKE_QUEUE_PERCENT: percent })).toBe(false);
  });
});
