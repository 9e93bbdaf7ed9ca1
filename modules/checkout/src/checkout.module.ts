import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { databaseTokenOf, PostgresModule, type Database } from '@banyan/adapter-postgres';
import { checkout } from '@banyan/contracts/checkout';
import { implementationTokenOf, settingsTokenOf, tokenOf } from '@banyan/contracts/define';
import { orders, type OrdersApi } from '@banyan/contracts/orders';
import { checkoutApi } from './checkout.api.ts';
import type { CheckoutSettings } from './checkout.settings.ts';
import { cartIdOf } from './crypto/cart-id.ts';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { relayNudgeToken, type RelayNudge } from './relay-nudge.ts';
import { cancellationStoreIn } from './stores/cancellation-store.ts';
import { cartStoreIn } from './stores/cart-store.ts';
import { intakeStoreIn } from './stores/intake-store.ts';
import { migrations } from './stores/migrations/index.ts';
import { orderBookIn } from './stores/order-book.ts';

const database = databaseTokenOf('checkout');
const implementation = implementationTokenOf(checkout);

/** Carts, order intake and what shoppers see of orders, over PostgreSQL. */
@Module({
  imports: [PostgresModule.forModule({ module: 'checkout', migrations })],
  providers: [
    {
      provide: implementation,
      inject: [database, tokenOf(orders), settingsTokenOf('checkout'), { token: relayNudgeToken, optional: true }],
      useFactory: (connected: Database, ordersApi: OrdersApi, settings: CheckoutSettings, nudge: RelayNudge = () => undefined) =>
        checkoutApi({
          carts: cartStoreIn(connected),
          intakes: intakeStoreIn(connected),
          book: orderBookIn(connected),
          cancellations: cancellationStoreIn(connected),
          orders: ordersApi,
          keys: {
            orderIds: parseKeyRing('ORDER_ID_KEYS', settings.ORDER_ID_KEYS),
            receipts: parseKeyRing('RECEIPT_KEYS', settings.RECEIPT_KEYS),
            buyers: parseKeyRing('BUYER_KEYS', settings.BUYER_KEYS),
          },
          nudge,
          newCartId: () => cartIdOf(randomBytes(16)),
          now: () => new Date(),
          elapsed: () => performance.now(),
        }),
    },
  ],
  exports: [implementation, PostgresModule],
})
export class CheckoutModule {}
