import { randomBytes } from 'node:crypto';
import { Logger, Module } from '@nestjs/common';
import { databaseTokenOf, PostgresModule, type Database } from '@banyan/adapter-postgres';
import { checkout } from '@banyan/contracts/checkout';
import { implementationTokenOf, settingsTokenOf, tokenOf } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { orders, type OrdersApi } from '@banyan/contracts/orders';
import { callQueueTokenOf, type CallQueue } from '@banyan/outbox';
import { checkoutApi } from './checkout.api.ts';
import type { CheckoutSettings } from './checkout.settings.ts';
import { CheckoutWork } from './checkout-work.ts';
import { cartIdOf } from './crypto/cart-id.ts';
import { openJournal } from './journal/file-journal.ts';
import { queuedIntake } from './queued-intake.ts';
import { relayNudgeToken, type RelayNudge } from './relay-nudge.ts';
import { cancellationStoreIn } from './stores/cancellation-store.ts';
import { cartStoreIn } from './stores/cart-store.ts';
import { intakeStoreIn } from './stores/intake-store.ts';
import { migrations } from './stores/migrations/index.ts';
import { orderBookIn } from './stores/order-book.ts';

const database = databaseTokenOf('checkout');
const implementation = implementationTokenOf(checkout);
const optional = <Token>(token: Token) => ({ token, optional: true });

/** Carts, order intake and what shoppers see of orders, over PostgreSQL and, where the host has one, a queue for intake. */
@Module({
  imports: [PostgresModule.forModule({ module: 'checkout', migrations })],
  providers: [
    {
      provide: CheckoutWork,
      inject: [database, tokenOf(orders), settingsTokenOf('checkout'), optional(relayNudgeToken), optional(callQueueTokenOf('checkout'))],
      useFactory: async (connected: Database, ordersApi: OrdersApi, settings: CheckoutSettings, nudge: RelayNudge = () => undefined, queue?: CallQueue) => {
        const logger = new Logger('Checkout');
        const keys = {
          orderIds: parseKeyRing('ORDER_ID_KEYS', settings.ORDER_ID_KEYS),
          receipts: parseKeyRing('RECEIPT_KEYS', settings.RECEIPT_KEYS),
          buyers: parseKeyRing('BUYER_KEYS', settings.BUYER_KEYS),
        };
        const alarm = (what: string) => logger.error(what);
        const report = (what: string) => logger.warn(what);
        const intakes = intakeStoreIn(connected);
        const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
        const queued = queue && queuedIntake({ queue, intakes, percent: Number(settings.INTAKE_QUEUE_PERCENT ?? 0), report, now: Date.now, pause });
        const now = () => new Date();
        const elapsed = () => performance.now();
        const journal = settings.INTAKE_JOURNAL === undefined ? undefined : await openJournal(settings.INTAKE_JOURNAL, { report: alarm, elapsed });
        const api = checkoutApi({
          carts: cartStoreIn(connected),
          intakes,
          book: orderBookIn(connected),
          cancellations: cancellationStoreIn(connected),
          orders: ordersApi,
          ...(queued ? { queued } : {}),
          ...(journal ? { journal } : {}),
          keys,
          nudge,
          alarm,
          newCartId: () => cartIdOf(randomBytes(16)),
          now,
          elapsed,
        });
        return new CheckoutWork({ api, intakes, queued, journal, report, now, elapsed });
      },
    },
    { provide: implementation, inject: [CheckoutWork], useFactory: ({ api }: CheckoutWork) => api },
  ],
  exports: [implementation, PostgresModule],
})
export class CheckoutModule {}
