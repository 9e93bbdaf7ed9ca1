import { isObject, keywordsOf, type JsonSchema } from './json-schema.ts';

/** What a schema allows, taken apart: single values, and shapes with more values than can be listed. */
export interface Alternatives {
  readonly values: readonly unknown[];
  /** In the order in which a value is tried on them. */
  readonly shapes: readonly JsonSchema[];
}

/** Takes unions, enumerations, literals, booleans and null apart; everything else is one shape. */
export function alternativesOf(schema: JsonSchema): Alternatives {
  const { anyOf } = schema;
  if (Array.isArray(anyOf) && keywordsOf(schema).length === 1) {
    const parts = anyOf.filter(isObject).map(alternativesOf);
    return { values: parts.flatMap(({ values }) => values), shapes: parts.flatMap(({ shapes }) => shapes) };
  }
  if ('const' in schema) return { values: [schema['const']], shapes: [] };
  if (Array.isArray(schema['enum'])) return { values: schema['enum'], shapes: [] };
  if (schema['type'] === 'boolean') return { values: [true, false], shapes: [] };
  if (schema['type'] === 'null') return { values: [null], shapes: [] };
  return { values: [], shapes: [schema] };
}

/** Whether a schema is a single shape and no list of values. */
export function isShape(schema: JsonSchema): boolean {
  const { values, shapes } = alternativesOf(schema);
  return values.length === 0 && shapes[0] === schema;
}
