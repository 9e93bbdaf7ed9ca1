import type { TSchema } from 'typebox';
import type { Json } from '../api-documents/json.ts';

/** A schema as plain JSON, without what its library remembers of it. */
export function plain(schema: TSchema): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema)) as Record<string, unknown>;
}

/** An object's schema as plain JSON. */
export function plainObject(properties: Json, required: readonly string[], more: Json = {}): Record<string, unknown> {
  return { type: 'object', ...(required.length > 0 ? { required: [...required] } : {}), properties, ...more };
}

/** The description, if there is one. */
export function describedBy({ description }: { readonly description?: string }): { readonly description?: string } {
  return description === undefined ? {} : { description };
}
