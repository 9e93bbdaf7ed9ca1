import { isObject, type JsonSchema } from './json-schema.ts';

/** How what the newer allows stands to what the older allowed. */
export type Relation = 'same' | 'narrower' | 'wider' | 'unknown';
type Relate = (older: unknown, newer: unknown) => Relation;

const upper: Relate = (older, newer) => byOrder(Number(older ?? Infinity), Number(newer ?? Infinity));
const lower: Relate = (older, newer) => byOrder(-Number(older ?? -Infinity), -Number(newer ?? -Infinity));
/** There is no telling which of two patterns takes more. */
const whole: Relate = (older, newer) => {
  if (older === newer) return 'same';
  if (older === undefined) return 'narrower';
  return newer === undefined ? 'wider' : 'unknown';
};
const flag: Relate = (older, newer) => byOrder(older === true ? 0 : 1, newer === true ? 0 : 1);

function byOrder(older: number, newer: number): Relation {
  if (older === newer) return 'same';
  return newer < older ? 'narrower' : 'wider';
}

/** Each keyword that limits values by itself, and how two of its settings stand to each other. */
const limits: Readonly<Record<string, Relate>> = {
  minLength: lower,
  maxLength: upper,
  pattern: whole,
  format: whole,
  minimum: lower,
  exclusiveMinimum: lower,
  maximum: upper,
  exclusiveMaximum: upper,
  multipleOf: whole,
  minItems: lower,
  maxItems: upper,
  uniqueItems: flag,
  minProperties: lower,
  maxProperties: upper,
};

/** The limits that differ between two shapes of one type. */
export function limitRelations(older: JsonSchema, newer: JsonSchema): { readonly keyword: string; readonly relation: Exclude<Relation, 'same'> }[] {
  return Object.entries(limits).flatMap(([keyword, relate]) => {
    const relation = relate(older[keyword], newer[keyword]);
    return relation === 'same' ? [] : [{ keyword, relation }];
  });
}

/** Whether values of one type can be of the other: a whole number is a number. */
export function typeRelation(older: JsonSchema, newer: JsonSchema): Relation {
  const [was, is] = [older['type'], newer['type']];
  if (was === is) return 'same';
  if (was === 'integer' && is === 'number') return 'wider';
  return was === 'number' && is === 'integer' ? 'narrower' : 'unknown';
}

/** The fields that an object declares. */
export function fieldsOf(shape: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return isObject(shape['properties']) ? (shape['properties'] as Readonly<Record<string, JsonSchema>>) : {};
}

/** The fields that an object must have. */
export function requiredOf(shape: JsonSchema): readonly string[] {
  return Array.isArray(shape['required']) ? (shape['required'] as readonly string[]) : [];
}
