import { keywordsOf, type JsonSchema } from './json-schema.ts';

const everywhere = ['type', 'default'];
const byType: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['items', 'additionalItems', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'maxProperties'],
};

/** The keywords of a shape that cannot be compared; a shape without a type has all of its own there. */
export function unknownKeywords(shape: JsonSchema): string[] {
  const { type } = shape;
  const known = typeof type === 'string' ? byType[type] : undefined;
  const strange = keywordsOf(shape).filter((keyword) => !everywhere.includes(keyword) && !known?.includes(keyword));
  return known || strange.length > 0 ? strange : ['type'];
}
