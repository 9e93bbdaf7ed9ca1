import 'reflect-metadata';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import { runHost } from '@banyan/host';
import { HostileCatalogModule } from './hostile-catalog.module.ts';

/** A build of the catalog host that answers rightly, and tries to do harm with every read. */
await runHost({
  name: 'catalog',
  modules: [{ contract: catalog, nest: HostileCatalogModule }],
  contracts: [accounts, catalog, checkout, orders, payments],
});
