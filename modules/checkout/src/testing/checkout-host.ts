import { Global, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { POSTGRES_SETTINGS } from '@banyan/adapter-postgres';
import { settingsTokenOf, tokenOf } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { callQueueTokenOf, type CallQueue } from '@banyan/outbox';
import { CheckoutModule, type CheckoutSettings } from '../index.ts';
import { OrdersInTest } from './orders-in-test.ts';

const ring = `k1:${Buffer.alloc(32, 1).toString('base64url')}`;

/** Settings that checkout starts with. */
export const goodSettings: CheckoutSettings = { ORDER_ID_KEYS: ring, RECEIPT_KEYS: ring, BUYER_KEYS: ring };

/** Starts a host of the checkout module alone, over the database at `url`. */
export function checkoutHost(
  url: string,
  { settings = {}, queue }: { readonly settings?: Partial<CheckoutSettings>; readonly queue?: CallQueue } = {},
): Promise<INestApplicationContext> {
  const provided = [
    { provide: POSTGRES_SETTINGS, useValue: { urls: { checkout: url }, poolSize: 2 } },
    { provide: tokenOf(orders), useValue: new OrdersInTest() },
    { provide: settingsTokenOf('checkout'), useValue: { ...goodSettings, ...settings } },
    ...(queue ? [{ provide: callQueueTokenOf('checkout'), useValue: queue }] : []),
  ];
  @Global()
  @Module({ providers: provided, exports: provided.map(({ provide }) => provide) })
  class Surroundings {}

  @Module({ imports: [Surroundings, CheckoutModule] })
  class Host {}
  return NestFactory.createApplicationContext(Host, { logger: false, abortOnError: false });
}
