import type { TSchema } from 'typebox';

/** A value of a document as it is written to JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** The schema of a text that holds JSON of another schema. */
export function jsonTextOf(schema: TSchema | Json): Json {
  return { type: 'string', contentMediaType: 'application/json', contentSchema: schema };
}

/** The schema of an object of which all members are required. */
export function objectOf(properties: Readonly<Record<string, TSchema | Json>>): Json {
  return { type: 'object', required: Object.keys(properties), properties };
}

/** A schema of objects with some members described more closely. */
export function narrowed(schema: TSchema, members: Readonly<Record<string, Json>>): Json {
  const { properties, ...rest } = schema as { readonly properties: Readonly<Record<string, object>> };
  const closer = Object.entries(members).map(([name, member]) => [name, { ...properties[name], ...member }]);
  return { ...rest, properties: { ...properties, ...Object.fromEntries(closer) } };
}
