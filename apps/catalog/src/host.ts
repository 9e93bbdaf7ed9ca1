import { CatalogModule } from '@banyan/catalog';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import type { HostSpec } from '@banyan/host';

/** What a host of the catalog module alone runs, and what it knows of the others. */
export const catalogHost: HostSpec = {
  name: 'catalog',
  modules: [{ contract: catalog, nest: CatalogModule }],
  contracts: [accounts, catalog, checkout, orders, payments],
};
