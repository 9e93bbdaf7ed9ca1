import { reports as accounts } from '@banyan/accounts/reports';
import { reports as catalog } from '@banyan/catalog/reports';
import { reports as checkout } from '@banyan/checkout/reports';
import { reports as orders } from '@banyan/orders/reports';
import { reports as payments } from '@banyan/payments/reports';
import type { ModuleReports } from '@banyan/reporting';

/** What all modules give to reports. */
export const moduleReports: readonly ModuleReports[] = [catalog, orders, checkout, accounts, payments];
