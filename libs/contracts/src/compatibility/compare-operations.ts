import { compareErrors } from './compare-errors.ts';
import { compareCallers, comparePromises, compareTimeouts } from './compare-promises.ts';
import { compareSchemas } from './compare-schemas.ts';
import { isBreak, type Difference, type Finding } from './finding.ts';
import type { PublishedEvent, PublishedOperation } from './published-contract.ts';
import { numbersOf } from './semantic-version.ts';

/** A finding that lacks only the name of its contract and operation. */
export type PartFinding = Omit<Finding, 'contract' | 'operation'>;

/** Compares two versions of an operation. @param olderVersion the version of the older's contract */
export function compareOperations(older: PublishedOperation, newer: PublishedOperation, olderVersion: string): PartFinding[] {
  const [major] = numbersOf(olderVersion);
  const isReadEarlier = newer.readsEarlier?.includes(String(major)) ?? false;
  const input = compareSchemas(older.input, newer.input, 'sent').map((found) => (isReadEarlier ? readAsEarlier(found, major) : found));
  const promises = [...comparePromises(older.promises, newer.promises), ...compareTimeouts(older, newer), ...compareCallers(older, newer)];
  return [
    ...promises.map((found) => ({ ...found, direction: 'promised' as const })),
    ...input.map((found) => ({ ...found, part: 'input', direction: 'sent' as const })),
    ...compareSchemas(older.output, newer.output, 'received').map((found) => ({ ...found, part: 'output', direction: 'received' as const })),
    ...compareErrors(older, newer).map((found) => ({ ...found, direction: 'received' as const })),
  ];
}

/** Compares two versions of an event: consumers receive it, and send nothing. */
export function compareEvents(older: PublishedEvent, newer: PublishedEvent): PartFinding[] {
  return [
    ...comparePromises(older.promises, newer.promises).map((found) => ({ ...found, direction: 'promised' as const })),
    ...compareSchemas(older.payload, newer.payload, 'received').map((found) => ({ ...found, part: 'payload', direction: 'received' as const })),
  ];
}

function readAsEarlier(found: Difference, major: number): Difference {
  if (!isBreak(found)) return found;
  const { next: _next, ...rest } = found;
  return { ...rest, judgement: 'compatible', message: `${found.message} What was written under version ${major} is still read.` };
}
