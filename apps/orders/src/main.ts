import 'reflect-metadata';
import { OrdersModule } from '@banyan/orders';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import { runHost } from '@banyan/host';

/** The orders module in a process of its own. */
await runHost({
  name: 'orders',
  modules: [{ contract: orders, nest: OrdersModule, outbox: true }],
  contracts: [accounts, catalog, checkout, orders, payments],
});
