import { alternativesOf } from './alternatives.ts';
import { isSameSchema, type JsonSchema } from './json-schema.ts';
import { fieldsOf, requiredOf, typeRelation } from './limits.ts';

/** An alternative of whoever gives values, with the one that it is to whoever takes them. */
export interface Pair {
  readonly giver: JsonSchema;
  readonly taker: JsonSchema;
}

/** The alternatives of a union, each with the one that it has become in another version. */
export interface Pairs {
  readonly pairs: readonly Pair[];
  /** Those that are not there on the other side. */
  readonly onlyGiven: readonly JsonSchema[];
  readonly onlyTaken: readonly JsonSchema[];
}

/** Pairs equal alternatives first, then those that are most alike: by what tells them apart, then by their fields. */
export function pairsOf(given: readonly JsonSchema[], taken: readonly JsonSchema[]): Pairs {
  const left = { given: [...given], taken: [...taken] };
  const pairs: Pair[] = [];
  const pair = (giver: JsonSchema, taker: JsonSchema) => {
    pairs.push({ giver, taker });
    left.given.splice(left.given.indexOf(giver), 1);
    left.taken.splice(left.taken.indexOf(taker), 1);
  };
  for (const giver of given) {
    const equal = left.taken.find((taker) => isSameSchema(giver, taker));
    if (equal) pair(giver, equal);
  }
  const likely = left.given.flatMap((giver) => left.taken.map((taker) => ({ giver, taker, likeness: likeness(giver, taker) })));
  for (const { giver, taker, likeness: score } of likely.sort((one, other) => other.likeness - one.likeness)) {
    if (score > -Infinity && left.given.includes(giver) && left.taken.includes(taker)) pair(giver, taker);
  }
  return { pairs, onlyGiven: left.given, onlyTaken: left.taken };
}

/** How alike two shapes are; -Infinity if neither can have become the other. */
function likeness(one: JsonSchema, other: JsonSchema): number {
  if (typeRelation(one, other) === 'unknown' || areApart(one, other)) return -Infinity;
  const [names, others] = [Object.keys(fieldsOf(one)), Object.keys(fieldsOf(other))];
  const shared = names.filter((name) => others.includes(name)).length;
  return shared * 2 - (names.length + others.length - 2 * shared);
}

/** Whether a field that both must have never holds the same in each, such as `outcome`, or `code` within `error`. */
function areApart(one: JsonSchema, other: JsonSchema): boolean {
  const shared = requiredOf(one).filter((name) => requiredOf(other).includes(name));
  return shared.some((name) => shareNothing(fieldsOf(one)[name] ?? {}, fieldsOf(other)[name] ?? {}));
}

function shareNothing(one: JsonSchema, other: JsonSchema): boolean {
  const [ours, theirs] = [alternativesOf(one), alternativesOf(other)];
  if (ours.values.length > 0 && theirs.values.length > 0 && ours.shapes.length + theirs.shapes.length === 0) {
    return !ours.values.some((value) => theirs.values.includes(value));
  }
  if (ours.values.length + theirs.values.length > 0) return false;
  return ours.shapes.every((shape) => theirs.shapes.every((its) => areOfOtherTypes(shape, its) || areApart(shape, its)));
}

function areOfOtherTypes(one: JsonSchema, other: JsonSchema): boolean {
  return 'type' in one && 'type' in other && typeRelation(one, other) === 'unknown';
}

/** Whether no value that the one gives is taken by the other. */
export function areDisjoint(giver: JsonSchema, taker: JsonSchema): boolean {
  if (areOfOtherTypes(giver, taker) || areApart(giver, taker)) return true;
  return giver['type'] === 'object' && requiredOf(taker).some((name) => !Object.hasOwn(fieldsOf(giver), name));
}
