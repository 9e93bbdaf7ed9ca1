import { randomBytes } from 'node:crypto';
import { Global, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { POSTGRES_SETTINGS } from '@banyan/adapter-postgres';
import { CheckoutModule, type CheckoutSettings } from '@banyan/checkout';
import { settingsTokenOf, tokenOf } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';

/** Starts the checkout module over a database, without a host around it. */
export function checkoutAlone(url: string): Promise<INestApplicationContext> {
  const ring = `k1:${randomBytes(32).toString('base64url')}`;
  const settings: CheckoutSettings = { ORDER_ID_KEYS: ring, RECEIPT_KEYS: ring, BUYER_KEYS: ring };
  const provided = [
    { provide: POSTGRES_SETTINGS, useValue: { urls: { checkout: url }, poolSize: 10 } },
    { provide: tokenOf(orders), useValue: {} },
    { provide: settingsTokenOf('checkout'), useValue: settings },
  ];
  @Global()
  @Module({ providers: provided, exports: provided.map(({ provide }) => provide) })
  class Surroundings {}

  @Module({ imports: [Surroundings, CheckoutModule] })
  class Host {}
  return NestFactory.createApplicationContext(Host, { logger: ['error', 'warn'], abortOnError: false });
}
