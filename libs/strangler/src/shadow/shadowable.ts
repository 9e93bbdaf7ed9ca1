import type { Contract, Operation } from '@banyan/contracts/define';
import { operationsOf } from '../operations-of.ts';
import type { AddressedOperation } from '../target.ts';

/** Whether an operation's calls may also be made elsewhere: only a read, since a write would be done twice. */
export function isShadowable({ effect, delivery }: Operation): boolean {
  return effect === 'read' && delivery === 'reply';
}

/** The operation that plans a write; undefined if none does, so that the write is compared nowhere. */
export function plannerOf<A extends AddressedOperation>({ operation }: AddressedOperation, operations: readonly A[]): A | undefined {
  return operations.find(({ operation: { plans } }) => plans === operation);
}

/** Those of some operations that a shadow has something to ask for: reads, and writes that are planned. */
export function comparable(addresses: readonly string[], contracts: readonly Contract[]): string[] {
  const operations = contracts.flatMap(operationsOf);
  return operations
    .filter((addressed) => addresses.includes(addressed.address) && (isShadowable(addressed.operation) || plannerOf(addressed, operations) !== undefined))
    .map(({ address }) => address);
}
