import type { Contract } from '@banyan/contracts/define';
import type { AddressedOperation } from './target.ts';

/** A contract's operations with their addresses. */
export function operationsOf(contract: Contract): AddressedOperation[] {
  return Object.entries(contract.operations).map(([name, operation]) => ({
    address: `${contract.name}.${name}`,
    contractVersion: contract.version,
    operation,
  }));
}
