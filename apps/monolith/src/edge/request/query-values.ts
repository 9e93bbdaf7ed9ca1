import type { TObject } from 'typebox';
import type { Mistake } from '@banyan/contracts/public';

/** A query as its endpoint reads it, and what is wrong with how it was written. */
export interface QueryValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly repeated: readonly Mistake[];
}

const wholeNumber = /^-?\d{1,15}$/;

/** Turns a query's texts into the values its schema speaks of: numbers where it wants them, defaults where left out. */
export function queryValues(schema: TObject, query: Readonly<Record<string, unknown>>): QueryValues {
  const values: Record<string, unknown> = {};
  const repeated: Mistake[] = [];
  for (const [name, field] of Object.entries<{ readonly default?: unknown }>(schema.properties)) {
    if (field.default !== undefined) values[name] = field.default;
  }
  for (const [name, given] of Object.entries(query)) {
    if (Array.isArray(given)) repeated.push({ in: 'query', pointer: `/${name}`, message: 'is given more than once; give it once.' });
    const text: unknown = Array.isArray(given) ? given[0] : given;
    const field: { readonly type?: string } | undefined = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    const value = field?.type === 'integer' && typeof text === 'string' && wholeNumber.test(text) ? Number(text) : text;
    Object.defineProperty(values, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return { values, repeated };
}
