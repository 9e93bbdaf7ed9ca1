import { forwardRef, Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module';
import { CustomersModule } from '../customers/customers.module';
import { OrdersController } from './orders.controller';
import { OrdersService } from './orders.service';
import { RemindersService } from './reminders.service';

@Module({
  imports: [CatalogModule, forwardRef(() => CustomersModule)],
  providers: [OrdersService, RemindersService],
  controllers: [OrdersController],
  exports: [OrdersService],
})
export class OrdersModule {}
