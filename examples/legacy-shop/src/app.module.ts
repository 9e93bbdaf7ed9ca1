import { Module } from '@nestjs/common';
import { CatalogModule } from './catalog/catalog.module';
import { CustomersModule } from './customers/customers.module';
import { OrdersModule } from './orders/orders.module';

@Module({
  imports: [CatalogModule, CustomersModule, OrdersModule],
})
export class AppModule {}
