import { SeamModule } from '@banyan/adapter-nest';
import { Module } from '@nestjs/common';
import { CatalogModule } from './catalog/catalog.module';
import { CustomersModule } from './customers/customers.module';
import { OrdersModule } from './orders/orders.module';
import { seams } from './seams';

@Module({
  imports: [CatalogModule, CustomersModule, OrdersModule, SeamModule.forRoot(seams)],
})
export class AppModule {}
