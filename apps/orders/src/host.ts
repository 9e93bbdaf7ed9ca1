import { OrdersModule } from '@banyan/orders';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import type { HostSpec } from '@banyan/host';

/** What a host of the orders module alone runs, and what it knows of the others. */
export const ordersHost: HostSpec = {
  name: 'orders',
  modules: [{ contract: orders, nest: OrdersModule, outbox: true }],
  contracts: [accounts, catalog, checkout, orders, payments],
};
