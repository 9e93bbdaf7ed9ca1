import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { databaseTokenOf, POSTGRES_SETTINGS } from '@banyan/adapter-postgres';
import { checkout } from '@banyan/contracts/checkout';
import { codecOf, implementationTokenOf, settingsTokenOf, tokenOf } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { CheckoutModule, checkoutSettings, type CheckoutSettings } from './index.ts';
import { migrations } from './stores/migrations/index.ts';
import { customer, lamps, newKey } from './testing/checkout-in-test.ts';
import { OrdersInTest } from './testing/orders-in-test.ts';

const ring = `k1:${Buffer.alloc(32, 1).toString('base64url')}`;
const settings: CheckoutSettings = { ORDER_ID_KEYS: ring, RECEIPT_KEYS: ring, BUYER_KEYS: ring };

function hostOn(url: string, given = settings) {
  const provided = [
    { provide: POSTGRES_SETTINGS, useValue: { urls: { checkout: url }, poolSize: 2 } },
    { provide: tokenOf(orders), useValue: new OrdersInTest() },
    { provide: settingsTokenOf('checkout'), useValue: given },
  ];
  @Global()
  @Module({ providers: provided, exports: provided.map(({ provide }) => provide) })
  class Surroundings {}

  @Module({ imports: [Surroundings, CheckoutModule] })
  class Host {}
  return NestFactory.createApplicationContext(Host, { logger: false, abortOnError: false });
}

describe('the checkout module', () => {
  let host: INestApplicationContext;
  let schema: TestDatabase;
  beforeAll(async () => {
    schema = await testDatabase('checkout', migrations);
    host = await hostOn(schema.urlOf('checkout'));
  });
  afterAll(async () => {
    await host.close();
    await schema.close();
  });

  it('serves every operation of its contract', () => {
    expect(Object.keys(host.get(implementationTokenOf(checkout))).sort()).toEqual(Object.keys(checkout.operations).sort());
    expect(host.get(databaseTokenOf('checkout'))).toBeDefined();
  });

  it('accepts an order in a host that runs no relay', async () => {
    const { acceptOrder, getOrder } = host.get(implementationTokenOf(checkout));
    const { orderId } = await acceptOrder({ idempotencyKey: newKey(), request: lamps() }, customer('ada'));
    expect(await getOrder({ orderId }, customer('ada'))).toMatchObject({ status: 'accepted', stale: false });
  });

  it('does not start with keys that are none, and names the setting', async () => {
    await expect(hostOn(schema.urlOf('checkout'), { ...settings, RECEIPT_KEYS: 'secret' })).rejects.toThrow(/RECEIPT_KEYS/);
    expect(codecOf(checkoutSettings).violations({ ...settings, BUYER_KEYS: 'k1:short' })).toMatchObject([{ pointer: '/BUYER_KEYS' }]);
  });
});
