import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import type { Contract } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';

const contracts = { accounts, catalog, checkout, orders, payments } as const satisfies Readonly<Record<string, Contract>>;

/** A part of the business with its own schema and login. */
export type ModuleName = keyof typeof contracts;
export const moduleNames = Object.keys(contracts) as readonly ModuleName[];

/** What has a schema and a login of its own: the modules, and the routes. */
export type SchemaName = ModuleName | 'routing';
export const schemaNames: readonly SchemaName[] = [...moduleNames, 'routing'];

/** Whether other modules send it calls or events that are durable before they are executed, so that it has a queue. */
export function isCalledLater(module: ModuleName): boolean {
  return Object.values<Contract['operations'][string]>(contracts[module].operations).some(({ delivery }) => delivery === 'deferred');
}

/** Whether it sends such calls or events, and so hears by a queue that they have arrived: it announces events, or takes orders in. */
export function hasOutbox(module: ModuleName): boolean {
  return module === 'checkout' || Object.keys(contracts[module].events).length > 0;
}

/** Whether it calls itself by a queue while its database is away: the intake of orders. */
export function hasIntake(module: ModuleName): boolean {
  return module === 'checkout';
}
