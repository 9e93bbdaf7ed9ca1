import type { ImportConflict } from '@banyan/contracts/catalog';

/** What an import comes to: conflicts refuse it whole, else the new ones are created. */
export interface ImportPlan<T> {
  readonly created: readonly T[];
  readonly unchanged: number;
  readonly conflicts: readonly ImportConflict[];
}

/** What an import compares: the name under which something is held, and its fields as text. */
export interface Described {
  readonly kind: ImportConflict['kind'];
  readonly id: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Stands in a conflict where one side lacks the field. */
const none = 'none';

/**
 * Compares what is wanted with what is held. What the same import named before counts as held, so that it may
 * repeat itself but not contradict itself.
 */
export function planImport<T>(wanted: readonly T[], held: readonly T[], describe: (item: T) => Described): ImportPlan<T> {
  const known = new Map(held.map(describe).map((described) => [described.id, described]));
  const created: T[] = [];
  const conflicts: ImportConflict[] = [];
  for (const item of wanted) {
    const described = describe(item);
    const before = known.get(described.id);
    if (before) {
      conflicts.push(...differences(before, described));
    } else {
      known.set(described.id, described);
      created.push(item);
    }
  }
  return { created, unchanged: wanted.length - created.length, conflicts };
}

function differences(held: Described, wanted: Described): ImportConflict[] {
  const { kind, id } = wanted;
  return [...new Set([...held.fields.keys(), ...wanted.fields.keys()])]
    .map((field) => ({ kind, id, field, held: held.fields.get(field) ?? none, wanted: wanted.fields.get(field) ?? none }))
    .filter((conflict) => conflict.held !== conflict.wanted);
}
