import { listedValues, type JsonSchema } from './json-schema.ts';

/** A limit to a value: words, and what is to be read character by character. */
export interface Constraint {
  readonly words: string;
  readonly code: readonly string[];
}

const grouped = new Intl.NumberFormat('en-GB');

/** What a value has to keep to beside its type. */
export function constraintsOf(schema: JsonSchema): Constraint[] {
  const { format, pattern, minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const values = listedValues(schema);
  return [
    ...(values ? [{ words: values.length === 1 ? 'always' : 'one of', code: values.map((value) => JSON.stringify(value)) }] : []),
    ...(format === undefined ? [] : [{ words: 'format', code: [format] }]),
    ...range(minLength, maxLength, 'character'),
    ...range(minimum, maximum, ''),
    ...range(minItems, maxItems, 'item'),
    ...(pattern === undefined ? [] : [{ words: 'pattern', code: [pattern] }]),
    ...(schema.default === undefined ? [] : [{ words: 'if left out', code: [JSON.stringify(schema.default)] }]),
    ...(schema.additionalProperties === false ? [{ words: 'no other members', code: [] }] : []),
  ];
}

function range(least: number | undefined, most: number | undefined, unit: string): Constraint[] {
  const limits =
    least !== undefined && most !== undefined
      ? `${grouped.format(least)} to ${grouped.format(most)}`
      : least !== undefined
        ? `at least ${grouped.format(least)}`
        : most !== undefined
          ? `at most ${grouped.format(most)}`
          : undefined;
  if (limits === undefined) return [];
  const units = unit === '' ? '' : ` ${unit}${(most ?? least) === 1 ? '' : 's'}`;
  return [{ words: limits + units, code: [] }];
}
