import type { Contract } from '@banyan/contracts/define';
import { operationsOf } from '../operations-of.ts';
import { addressesOf } from '../routes/route-table.ts';
import { plannerOf } from '../shadow/shadowable.ts';

/** The operations by which an entry is judged: those that it names, and those that plan its writes. None if there is no such entry. */
export function judgedAddresses(entry: string, contracts: readonly Contract[]): string[] {
  const operations = contracts.flatMap(operationsOf);
  const named = addressesOf(entry, contracts);
  const planners = operations.filter(({ address }) => named.includes(address)).flatMap((write) => plannerOf(write, operations)?.address ?? []);
  return [...new Set([...named, ...planners])];
}
