import { databaseTokenOf, PostgresModule, type Database } from '@banyan/adapter-postgres';
import { catalog, type CatalogApi } from '@banyan/contracts/catalog';
import { implementationTokenOf, tokenOf } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { payments, type PaymentsApi } from '@banyan/contracts/payments';
import { Module } from '@nestjs/common';
import { ordersApi } from './orders.api.ts';
import { migrations } from './stores/migrations/index.ts';
import { PostgresOrderLedger } from './stores/postgres-order-ledger.ts';

/** Processing of orders. It expects the APIs of catalog and payments from its host. */
@Module({
  imports: [PostgresModule.forModule({ module: orders.name, migrations })],
  providers: [
    {
      provide: implementationTokenOf(orders),
      inject: [databaseTokenOf(orders.name), tokenOf(catalog), tokenOf(payments)],
      useFactory: (database: Database, catalogApi: CatalogApi, paymentsApi: PaymentsApi) =>
        ordersApi({
          ledger: new PostgresOrderLedger(database),
          catalog: catalogApi,
          payments: paymentsApi,
          now: () => new Date(),
        }),
    },
  ],
  exports: [implementationTokenOf(orders), PostgresModule],
})
export class OrdersModule {}
