import { Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ApiDescriptionController } from './controllers/api-description.controller.ts';
import { CartsController } from './controllers/carts.controller.ts';
import { CustomersController } from './controllers/customers.controller.ts';
import { HealthController } from './controllers/health.controller.ts';
import { MarketsController } from './controllers/markets.controller.ts';
import { OrdersController } from './controllers/orders.controller.ts';
import { PaymentEventsController } from './controllers/payment-events.controller.ts';
import { ProductsController } from './controllers/products.controller.ts';
import { EDGE_HOST, type EdgeHost } from './edge-host.ts';
import { ProblemFilter } from './problem/problem-filter.ts';
import { Visitors } from './visitors.ts';

type HostFactory = Pick<ModuleMetadata, 'imports'> & Pick<FactoryProvider<EdgeHost>, 'inject' | 'useFactory'>;

/**
 * The shoppers' API and the health addresses, for an application on an {@link EdgeAdapter}. It asks for the
 * APIs of catalog, checkout, accounts, orders and payments by their tokens, which the host provides to all.
 */
@Module({})
export class EdgeModule {
  static forRoot({ imports = [], inject = [], useFactory }: HostFactory): DynamicModule {
    return {
      module: EdgeModule,
      imports,
      controllers: [
        MarketsController,
        ProductsController,
        CustomersController,
        CartsController,
        OrdersController,
        PaymentEventsController,
        ApiDescriptionController,
        HealthController,
      ],
      providers: [
        { provide: EDGE_HOST, inject, useFactory },
        Visitors,
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
