import type { ApiOf, Contract } from '@banyan/contracts/define';
import { operationsOf } from '@banyan/strangler';

export type OperatorOperations = ReadonlyMap<string, (input: unknown) => Promise<unknown>>;

/** The operations that their contracts open to operators, and the reads that are open to everybody, by address, through the routed APIs. */
export function operatorOperations(contracts: readonly Contract[], apiOf: <C extends Contract>(contract: C) => ApiOf<C>): OperatorOperations {
  const operations = new Map<string, (input: unknown) => Promise<unknown>>();
  for (const contract of contracts) {
    const api = apiOf(contract) as unknown as Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
    for (const { address, operation } of operationsOf(contract)) {
      const call = api[address.slice(contract.name.length + 1)];
      const isOpen = operation.callers.includes('operator') || (operation.effect === 'read' && operation.callers.length === 0);
      if (call && isOpen) operations.set(address, call);
    }
  }
  return operations;
}
