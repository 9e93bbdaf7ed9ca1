import { Module } from '@nestjs/common';
import { type Database, databaseTokenOf, PostgresModule } from '@banyan/adapter-postgres';
import { catalog } from '@banyan/contracts/catalog';
import { implementationTokenOf } from '@banyan/contracts/define';
import { catalogApi } from './catalog.api.ts';
import { catalogStores } from './stores/index.ts';
import { migrations } from './stores/migrations/index.ts';

/** Products, brands, markets, prices and stock, ready to be hosted. */
@Module({
  imports: [PostgresModule.forModule({ module: 'catalog', migrations })],
  providers: [
    {
      provide: implementationTokenOf(catalog),
      inject: [databaseTokenOf('catalog')],
      useFactory: (database: Database) => catalogApi({ ...catalogStores(database), now: () => new Date() }),
    },
  ],
  exports: [implementationTokenOf(catalog), PostgresModule],
})
export class CatalogModule {}
