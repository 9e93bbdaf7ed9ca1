import { compareEvents, compareOperations, type PartFinding } from './compare-operations.ts';
import { difference } from './difference.ts';
import type { Finding } from './finding.ts';
import { textOf } from './json-schema.ts';
import type { PublishedContract } from './published-contract.ts';

/**
 * What differs between two versions of a contract, each difference judged for a consumer who was built against the older and is
 * answered by the newer. The older is what the consumer needs, which of the two was written first does not matter.
 */
export function compareContracts(older: PublishedContract, newer: PublishedContract): Finding[] {
  const findings = [
    ...compareNamed('operation', older.operations, newer.operations, (was, is) => compareOperations(was, is, older.version)),
    ...compareNamed('event', older.events, newer.events, compareEvents),
    ...compareGroups(older, newer),
  ];
  return findings.map((found) => ({ contract: older.name, ...found }));
}

type NamedFinding = PartFinding & { readonly operation?: string };

type Named<T> = Readonly<Record<string, T>>;

function compareNamed<T extends object>(kind: 'operation' | 'event', older: Named<T>, newer: Named<T>, compare: (was: T, is: T) => PartFinding[]): NamedFinding[] {
  const names = [...new Set([...Object.keys(older), ...Object.keys(newer)])];
  return names.flatMap((name): NamedFinding[] => {
    const [was, is] = [older[name], newer[name]];
    if (was && is) return compare(was, is).map((found) => ({ operation: name, ...found }));
    const place = { operation: name, part: kind, direction: 'promised' as const };
    if (is) return [{ ...place, ...difference(`${kind}Added`, 'compatible', { pointer: '', message: `The ${kind} is new.` }) }];
    const renamed = Object.keys(newer).find((other) => !(other in older) && textOf(withoutWords(newer[other]!)) === textOf(withoutWords(was!)));
    const message = `The ${kind} is not there.${renamed ? ` Is it '${renamed}' there?` : ''}`;
    return [{ ...place, ...difference(`${kind}Removed`, 'breaking', { pointer: '', message }) }];
  });
}

function withoutWords<T extends object>(published: T): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(published).filter(([part]) => part !== 'description'));
}

/** What was there before moves with the same operations as before; a group may only be joined by what is new. */
function compareGroups(older: PublishedContract, newer: PublishedContract): NamedFinding[] {
  const names = [...new Set([...Object.keys(older.groups), ...Object.keys(newer.groups)])];
  const kept = (members: readonly string[] = []) => members.filter((name) => name in older.operations && name in newer.operations).sort().join(', ');
  return names.flatMap((name): NamedFinding[] => {
    const [was, is] = [older.groups[name], newer.groups[name]];
    const isLost = was !== undefined && is === undefined;
    if (!isLost && kept(was) === kept(is)) return [];
    const message = isLost
      ? `The group '${name}' is not there: routes that name it do not hold.`
      : `Of what is there in both, the group '${name}' was ${kept(was) || 'empty'} and is ${kept(is) || 'empty'}.`;
    return [{ part: `groups.${name}`, direction: 'promised', ...difference('groupChanged', 'breaking', { pointer: '', was, is, message }) }];
  });
}
