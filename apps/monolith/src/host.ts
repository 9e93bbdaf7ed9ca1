import { AccountsModule, accountsSettings } from '@banyan/accounts';
import { CatalogModule } from '@banyan/catalog';
import { CheckoutModule, checkoutSettings } from '@banyan/checkout';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import type { HostedModule, HostSpec } from '@banyan/host';
import { OrdersModule } from '@banyan/orders';
import { PaymentsModule, paymentsSettings } from '@banyan/payments';
import { monolithSettings } from './monolith.settings.ts';

const modules: readonly HostedModule[] = [
  { contract: accounts, nest: AccountsModule, settings: accountsSettings },
  { contract: catalog, nest: CatalogModule },
  { contract: checkout, nest: CheckoutModule, settings: checkoutSettings, outbox: true, queued: ['checkout.recordOrder'] },
  { contract: orders, nest: OrdersModule, outbox: true },
  { contract: payments, nest: PaymentsModule, settings: paymentsSettings },
];

/** What the monolith runs: every module. */
export const monolithHost: HostSpec<typeof monolithSettings> = {
  name: 'monolith',
  modules,
  contracts: modules.map(({ contract }) => contract),
  settings: monolithSettings,
};
