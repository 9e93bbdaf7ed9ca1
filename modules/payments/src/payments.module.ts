import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { databaseTokenOf, PostgresModule, type Database } from '@banyan/adapter-postgres';
import { implementationTokenOf, settingsTokenOf } from '@banyan/contracts/define';
import { payments } from '@banyan/contracts/payments';
import { paymentsApi } from './payments.api.ts';
import type { PaymentsSettings } from './payments.settings.ts';
import { HttpPaymentProvider } from './provider/http-payment-provider.ts';
import { migrations } from './stores/migrations/index.ts';
import { PostgresCharges } from './stores/postgres-charges.ts';
import { PostgresRefunds } from './stores/postgres-refunds.ts';

/** Money from and back to buyers. */
@Module({
  imports: [PostgresModule.forModule({ module: 'payments', migrations })],
  providers: [
    {
      provide: HttpPaymentProvider,
      inject: [settingsTokenOf<PaymentsSettings>('payments')],
      useFactory: (settings: PaymentsSettings) =>
        new HttpPaymentProvider({ url: settings.PAYMENT_PROVIDER_URL, key: settings.PAYMENT_PROVIDER_KEY }),
    },
    {
      provide: implementationTokenOf(payments),
      inject: [databaseTokenOf('payments'), HttpPaymentProvider],
      useFactory: (database: Database, provider: HttpPaymentProvider) =>
        paymentsApi({
          charges: new PostgresCharges(database),
          refunds: new PostgresRefunds(database),
          provider,
          now: () => new Date(),
        }),
    },
  ],
  exports: [implementationTokenOf(payments), PostgresModule],
})
export class PaymentsModule implements OnApplicationShutdown {
  constructor(@Inject(HttpPaymentProvider) private readonly provider: HttpPaymentProvider) {}

  async onApplicationShutdown(): Promise<void> {
    await this.provider.close();
  }
}
