import type { TSchema } from 'typebox';

const jsonTypes = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);

/** The JSON Schema keywords below which further schemas stand, and in which shape. */
const nested = {
  one: ['items', 'additionalProperties', 'not'],
  many: ['anyOf', 'oneOf', 'allOf'],
  named: ['properties', 'patternProperties'],
} as const;

/**
 * Says where a schema is more than JSON Schema: a codec or transform, a type that JSON lacks, a refinement
 * in code. Each finding begins with the JSON pointer of the place.
 */
export function schemaViolations(schema: TSchema, pointer = ''): string[] {
  const node = schema as Record<string, unknown>;
  const found: string[] = [];
  for (const marker of ['~codec', '~refine']) {
    if (Object.hasOwn(node, marker)) {
      found.push(`${pointer || '/'} has code attached (${marker}); a schema must be plain JSON Schema, so that every placement reads it alike.`);
    }
  }
  const type = node['type'];
  if (type !== undefined && !(typeof type === 'string' && jsonTypes.has(type))) {
    found.push(`${pointer || '/'} has the type '${String(type)}', which JSON lacks; use one of ${[...jsonTypes].join(', ')}.`);
  }
  const speaks = ['type', '$ref', 'const', 'enum', ...nested.many, 'not'].some((keyword) => keyword in node);
  if (!speaks) found.push(`${pointer || '/'} allows any value; say which shape it has.`);

  for (const keyword of nested.one) {
    const child = node[keyword];
    if (Array.isArray(child)) found.push(...child.flatMap((item: TSchema, index) => schemaViolations(item, `${pointer}/${keyword}/${index}`)));
    else if (typeof child === 'object' && child !== null) found.push(...schemaViolations(child, `${pointer}/${keyword}`));
  }
  for (const keyword of nested.many) {
    for (const [index, child] of ((node[keyword] as TSchema[] | undefined) ?? []).entries()) {
      found.push(...schemaViolations(child, `${pointer}/${keyword}/${index}`));
    }
  }
  for (const keyword of nested.named) {
    for (const [name, child] of Object.entries((node[keyword] as Record<string, TSchema> | undefined) ?? {})) {
      found.push(...schemaViolations(child, `${pointer}/${keyword}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`));
    }
  }
  return found;
}
