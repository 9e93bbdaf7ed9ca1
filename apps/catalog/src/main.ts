import 'reflect-metadata';
import { CatalogModule } from '@banyan/catalog';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import { runHost } from '@banyan/host';

/** The catalog module in a process of its own. */
await runHost({
  name: 'catalog',
  modules: [{ contract: catalog, nest: CatalogModule }],
  contracts: [accounts, catalog, checkout, orders, payments],
});
