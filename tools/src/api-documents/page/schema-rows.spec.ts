import { describe, expect, it } from '@jest/globals';
import { Type, type TSchema } from 'typebox';
import type { JsonSchema } from './json-schema.ts';
import { schemaRows } from './schema-rows.ts';

const line = Type.Object({ sku: Type.String({ pattern: '^[A-Z]+$' }), quantity: Type.Integer({ minimum: 1, maximum: 1_200 }) });
const table = (schema: TSchema) =>
  schemaRows(schema as JsonSchema).map(({ path, type, optional, constraints }) =>
    [path, `${type}${optional ? '?' : ''}`, ...constraints.map(({ words, code }) => [words, ...code].join(' '))].join(' | '),
  );

describe('a schema as rows', () => {
  it.each<[string, TSchema, string[]]>([
    ['names members with their limits', line, ['sku | string | pattern ^[A-Z]+$', 'quantity | integer | 1 to 1,200']],
    ['marks what may be left out', Type.Object({ q: Type.Optional(Type.String({ maxLength: 5 })) }), ['q | string? | at most 5 characters']],
    ['goes into lists and objects', Type.Object({ cart: Type.Object({ lines: Type.Array(line, { minItems: 1 }) }) }), [
      'cart | object',
      'cart.lines | array of object | at least 1 item',
      'cart.lines[].sku | string | pattern ^[A-Z]+$',
      'cart.lines[].quantity | integer | 1 to 1,200',
    ]],
    ['counts the items of a tuple', Type.Object({ args: Type.Tuple([Type.String(), line]) }), [
      'args | tuple | at least 2 items',
      'args[0] | string',
      'args[1] | object',
      'args[1].sku | string | pattern ^[A-Z]+$',
      'args[1].quantity | integer | 1 to 1,200',
    ]],
    ['takes what has a default as optional', Type.Object({ limit: Type.Integer({ default: 20 }) }), ['limit | integer? | if left out 20']],
    ['lists literals', Type.Object({ kind: Type.Union([Type.Literal('a'), Type.Literal('b')]) }), ['kind | string | one of "a" "b"']],
    ['names what stands beside null', Type.Object({ next: Type.Union([Type.String(), Type.Null()]) }), ['next | string or null']],
    ['tells the forms of a union apart', Type.Union([Type.Object({ outcome: Type.Literal('done') }), Type.Object({ outcome: Type.Literal('not') })]), [
      ' | object | 2 forms',
      'outcome | string | form 1 of 2 | always "done"',
      'outcome | string | form 2 of 2 | always "not"',
    ]],
    ['says that an object is closed', Type.Object({ a: Type.Boolean() }, { additionalProperties: false }), [' | object | no other members', 'a | boolean']],
    ['gives the items of a list a row if there is more to say of them', Type.Object({ ids: Type.Array(Type.String({ minLength: 3 })) }), [
      'ids | array of string',
      'ids[] | string | at least 3 characters',
    ]],
  ])('%s', (_what, schema, rows) => {
    expect(table(schema)).toEqual(rows);
  });
});
