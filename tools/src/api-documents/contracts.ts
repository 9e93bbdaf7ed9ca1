import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import type { Contract, EventDefinition } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';

/** The contracts of all modules, in the order in which an order meets them. */
export const contracts: readonly Contract[] = [checkout, orders, catalog, payments, accounts];

/** The operations that receive an event, by their addresses. */
export function subscribersOf(event: EventDefinition, all: readonly Contract[]): string[] {
  return all.flatMap(({ name: module, operations }) =>
    Object.entries(operations).flatMap(([name, { on }]) => (on === event ? [`${module}.${name}`] : [])),
  );
}

/**
 * The address of an event.
 * @throws {Error} if no contract announces it
 */
export function eventAddress(event: EventDefinition, all: readonly Contract[]): string {
  for (const { name: module, events } of all) {
    for (const [name, announced] of Object.entries(events)) if (announced === event) return `${module}.${name}`;
  }
  throw new Error('A contract subscribes to an event that none announces: list the announcing module’s contract as well.');
}
