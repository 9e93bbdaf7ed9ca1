import { Type, type TSchema } from 'typebox';
import fc from 'fast-check';
import type { JsonSchema } from './json-schema.ts';

const names = ['a', 'b', 'c', 'd', 'kind'];

/** A schema as it is published: plain JSON. */
export function plain(schema: TSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema;
}

const text = fc
  .record({ minLength: fc.integer({ min: 0, max: 3 }), maxLength: fc.integer({ min: 3, max: 6 }), pattern: fc.constantFrom(undefined, '^[a-z]*$') })
  .map(({ pattern, ...limits }) => Type.String(pattern === undefined ? limits : { ...limits, pattern }));
const range = { minimum: fc.integer({ min: -3, max: 2 }), maximum: fc.integer({ min: 3, max: 9 }) };
const leaf: fc.Arbitrary<TSchema> = fc.oneof(
  text,
  fc.record(range).map((limits) => Type.Integer(limits)),
  fc.record(range).map((limits) => Type.Number(limits)),
  fc.constant(Type.Boolean()),
  fc.constant(Type.Null()),
  fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }).map((values) => Type.Union(values.map((value) => Type.Literal(value)))),
);

/** Schemas of all forms that contracts use, a few levels deep. */
export const schemas: fc.Arbitrary<TSchema> = fc.letrec<{ readonly schema: TSchema; readonly object: TSchema }>((tie) => ({
  object: objectOf(tie('schema')),
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    tie('object'),
    fc.tuple(tie('schema'), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 1, max: 3 })).map(([item, minItems, maxItems]) => Type.Array(item, { minItems, maxItems })),
    fc.array(tie('schema'), { minLength: 2, maxLength: 3 }).map((parts) => Type.Union(parts)),
    tie('schema').map((value) => Type.Record(Type.String(), value)),
    fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((items) => Type.Tuple(items)),
  ),
})).schema;

function objectOf(member: fc.Arbitrary<TSchema>): fc.Arbitrary<TSchema> {
  const field = fc.tuple(member, fc.boolean()).map(([schema, optional]) => (optional ? Type.Optional(schema) : schema));
  return fc
    .tuple(fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 }), fc.array(field, { minLength: 4, maxLength: 4 }), fc.boolean())
    .map(([chosen, fields, closed]) => Type.Object(Object.fromEntries<TSchema>(chosen.map((name, index) => [name, fields[index]!])), closed ? { additionalProperties: false } : {}));
}

/** Schemas that differ from one in a few places: a limit, a field, an alternative. */
export function variantsOf(schema: JsonSchema): fc.Arbitrary<JsonSchema> {
  const other = schemas.map(plain);
  const { anyOf, type, properties, items } = schema;
  const here: fc.Arbitrary<JsonSchema>[] = [fc.constant(schema), fc.constant(schema)];
  if (Array.isArray(anyOf)) {
    const parts = anyOf as JsonSchema[];
    here.push(fc.tuple(...parts.map(variantsOf)).map((changed) => ({ anyOf: changed })));
    here.push(other.map((more) => ({ anyOf: [...parts, more] })), other.map((more) => ({ anyOf: [more, ...parts] })));
    // Of the only alternative nothing would be left that fits.
    if (parts.length > 1) here.push(fc.constant({ anyOf: parts.slice(1) }));
    here.push(fc.shuffledSubarray(parts, { minLength: parts.length }).map((shuffled) => ({ anyOf: shuffled })));
  }
  if (type === 'object' && properties) here.push(objectVariants(schema));
  if (type === 'object' && 'patternProperties' in schema) here.push(variantsOf(Object.values(schema['patternProperties'] as object)[0] as JsonSchema).map((value) => ({ ...schema, patternProperties: { '^.*$': value } })));
  if (type === 'array' && items && !Array.isArray(items)) here.push(variantsOf(items as JsonSchema).map((changed) => ({ ...schema, items: changed })));
  for (const [limit, delta] of Object.entries({ minLength: 1, maxLength: -1, minimum: 1, maximum: -1, maxItems: -1 })) {
    if (limit in schema) here.push(fc.constantFrom(delta, -delta).map((by) => ({ ...schema, [limit]: Math.max(Number(schema[limit]) + by, limit === 'minimum' ? -9 : 0) })));
  }
  if (type === 'integer') here.push(fc.constant({ ...schema, type: 'number' }));
  return fc.oneof(...here, other);
}

function objectVariants(schema: JsonSchema): fc.Arbitrary<JsonSchema> {
  const fields = Object.entries(schema['properties'] as Readonly<Record<string, JsonSchema>>);
  const required = new Set((schema['required'] as readonly string[] | undefined) ?? []);
  const changed = fc.tuple(...fields.map(([, field]) => variantsOf(field)));
  const added = fc.option(fc.record({ name: fc.constantFrom(...names, 'new'), field: schemas.map(plain) }), { nil: undefined });
  const flips = fc.tuple(...fields.map(() => fc.integer({ min: 0, max: 9 })));
  const openness = fc.constantFrom(schema['additionalProperties'], schema['additionalProperties'], false, undefined);
  return fc.tuple(changed, added, flips, openness).map(([now, more, luck, open]) => {
    const kept = fields.flatMap(([name], index): [string, JsonSchema][] => (luck[index] === 0 ? [] : [[name, now[index]!]]));
    const all = more && !kept.some(([name]) => name === more.name) ? [...kept, [more.name, more.field] as const] : kept;
    const needed = kept.filter(([name], index) => required.has(name) !== (luck[index] === 1)).map(([name]) => name);
    return { type: 'object', ...(needed.length > 0 ? { required: needed } : {}), properties: Object.fromEntries(all), ...(open === undefined ? {} : { additionalProperties: open }) };
  });
}

/** Values that fit a schema, some with fields that it does not declare. */
export function valuesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { anyOf, type } = schema;
  if (Array.isArray(anyOf)) return fc.oneof(...(anyOf as JsonSchema[]).map(valuesOf));
  if ('const' in schema) return fc.constant(schema['const']);
  const limit = (name: string, otherwise: number) => Number(schema[name] ?? otherwise);
  switch (type) {
    case 'string':
      return fc.string({ unit: fc.constantFrom('a', 'b', 'x'), minLength: limit('minLength', 0), maxLength: Math.max(limit('minLength', 0), limit('maxLength', 9)) });
    case 'integer':
      return fc.integer({ min: limit('minimum', -9), max: Math.max(limit('minimum', -9), limit('maximum', 9)) });
    case 'number':
      return fc.integer({ min: limit('minimum', -9) * 2, max: Math.max(limit('minimum', -9), limit('maximum', 9)) * 2 }).map((half) => half / 2);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const { items } = schema;
      if (Array.isArray(items)) return fc.tuple(...(items as JsonSchema[]).map(valuesOf));
      return fc.array(valuesOf(items as JsonSchema), { minLength: limit('minItems', 0), maxLength: Math.max(limit('minItems', 0), limit('maxItems', 3)) });
    }
    default:
      return objectsOf(schema);
  }
}

function objectsOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const record = schema['patternProperties'] as Readonly<Record<string, JsonSchema>> | undefined;
  if (record) return fc.dictionary(fc.constantFrom(...names), valuesOf(Object.values(record)[0]!), { maxKeys: 2 });
  const fields = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>).map(([name, field]) => [name, valuesOf(field)] as const);
  const known = fc.record(Object.fromEntries(fields), { requiredKeys: [...((schema['required'] as string[] | undefined) ?? [])] });
  if (schema['additionalProperties'] === false) return known;
  return fc.tuple(fc.option(fc.record({ c: fc.integer(), d: fc.boolean() }), { nil: {}, freq: 2 }), known).map(([more, value]) => ({ ...without(more, fields.map(([name]) => name)), ...(value as object) }));
}

function without(value: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
