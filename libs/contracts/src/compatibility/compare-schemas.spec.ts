import { describe, expect, it } from '@jest/globals';
import { Type, type TSchema } from 'typebox';
import { compareSchemas } from './compare-schemas.ts';
import { plain } from './schemas.testing.ts';

const Line = Type.Object({ sku: Type.String(), quantity: Type.Integer({ minimum: 1, maximum: 10 }) });
const Outcome = (...values: string[]) => Type.Union(values.map((value) => Type.Literal(value)));
const found = (older: TSchema, newer: TSchema, direction: 'sent' | 'received') =>
  compareSchemas(plain(older), plain(newer), direction).map(({ judgement, code, pointer }) => `${judgement} ${code} ${pointer}`.trim());

type Row = readonly [what: string, older: TSchema, newer: TSchema, sent: readonly string[], received: readonly string[]];
const rows: readonly Row[] = [
  ['the same', Line, Line, [], []],
  ['other words only', Line, Type.Object({ ...Line.properties }, { title: 'Line', description: 'A line.' }), [], []],
  [
    'a renamed field',
    Line,
    Type.Object({ code: Type.String(), quantity: Line.properties.quantity }),
    ['breaking fieldRemoved /sku', 'breaking requiredFieldAdded /code'],
    ['breaking fieldRemoved /sku', 'compatible fieldAdded /code'],
  ],
  [
    'a renamed field that may be left out',
    Type.Object({ note: Type.Optional(Type.String()) }),
    Type.Object({ remark: Type.Optional(Type.String()) }),
    ['breaking fieldRemoved /note', 'compatible fieldAdded /remark'],
    ['breaking fieldRemoved /note', 'compatible fieldAdded /remark'],
  ],
  ['an added field that may be left out', Line, Type.Object({ ...Line.properties, note: Type.Optional(Type.String()) }), ['compatible fieldAdded /note'], ['compatible fieldAdded /note']],
  ['an added field that must be there', Line, Type.Object({ ...Line.properties, note: Type.String() }), ['breaking requiredFieldAdded /note'], ['compatible fieldAdded /note']],
  [
    'a field added to what refuses unknown ones',
    Type.Object({}, { additionalProperties: false }),
    Type.Object({ note: Type.String() }, { additionalProperties: false }),
    ['breaking requiredFieldAdded /note'],
    ['breaking fieldAdded /note'],
  ],
  [
    'a field added to what refused unknown ones until now',
    Type.Object({}, { additionalProperties: false }),
    Type.Object({ note: Type.String() }),
    ['breaking requiredFieldAdded /note'],
    ['breaking fieldAdded /note'],
  ],
  ['unknown fields refused from now on', Type.Object({}), Type.Object({}, { additionalProperties: false }), ['breaking closed'], []],
  ['a field that may be left out now', Line, Type.Object({ sku: Type.String(), quantity: Type.Optional(Line.properties.quantity) }), ['compatible fieldNowOptional /quantity'], ['breaking fieldNowOptional /quantity']],
  ['a field that must be there now', Type.Object({ a: Type.Optional(Type.Null()) }), Type.Object({ a: Type.Null() }), ['breaking fieldNowRequired /a'], ['compatible fieldNowRequired /a']],
  ['a narrowed enum', Outcome('a', 'b'), Outcome('a'), ['breaking valuesRemoved'], ['compatible valuesRemoved']],
  ['a widened enum', Outcome('a'), Outcome('a', 'b'), ['compatible valuesAdded'], ['breaking valuesAdded']],
  ['an enum in another form', Outcome('a', 'b'), Type.Enum(['b', 'a']), [], []],
  ['text that becomes an enum', Type.String(), Outcome('a'), ['breaking alternativeRemoved'], ['compatible alternativeRemoved']],
  ['a value that may be null now', Type.String(), Type.Union([Type.String(), Type.Null()]), ['compatible valuesAdded'], ['breaking valuesAdded']],
  ['a narrowed range', Type.Integer({ minimum: 1, maximum: 9 }), Type.Integer({ minimum: 2, maximum: 8 }), ['breaking narrowed', 'breaking narrowed'], ['compatible narrowed', 'compatible narrowed']],
  ['shorter text', Type.String({ maxLength: 9 }), Type.String({ maxLength: 8 }), ['breaking narrowed'], ['compatible narrowed']],
  ['a pattern where none was', Type.String(), Type.String({ pattern: '^a$' }), ['breaking narrowed'], ['compatible narrowed']],
  ['another pattern', Type.String({ pattern: '^a$' }), Type.String({ pattern: '^[a]$' }), ['undecidable notComparable'], ['undecidable notComparable']],
  ['another type', Type.String(), Type.Integer(), ['breaking typeChanged'], ['breaking typeChanged']],
  ['numbers instead of whole ones', Type.Integer(), Type.Number(), ['compatible widened'], ['breaking widened']],
  ['whole numbers instead of any', Type.Number(), Type.Integer(), ['breaking narrowed'], ['compatible narrowed']],
  ['a longer list', Type.Array(Line, { maxItems: 2 }), Type.Array(Line, { maxItems: 3 }), ['compatible widened'], ['breaking widened']],
  ['a change inside of a list', Type.Array(Line), Type.Array(Type.Object({ sku: Type.String() })), ['breaking fieldRemoved /*/quantity'], ['breaking fieldRemoved /*/quantity']],
  ['a change inside of a record', Type.Record(Type.String(), Type.Integer()), Type.Record(Type.String(), Type.Number()), ['compatible widened /*'], ['breaking widened /*']],
  ['a tuple of other length', Type.Tuple([Type.Null()]), Type.Tuple([Type.Null(), Type.Null()]), ['breaking narrowed', 'breaking typeChanged'], ['compatible narrowed', 'breaking typeChanged']],
  ['another default', Type.Integer({ default: 20 }), Type.Integer({ default: 10 }), ['breaking defaultChanged'], []],
  ['a keyword that is not known', Type.Unsafe({ type: 'object', minProperties: 1, propertyNames: {} }), Type.Object({}), ['undecidable notComparable'], ['undecidable notComparable']],
  [
    'another alternative of an outcome',
    Type.Union([Type.Object({ outcome: Type.Literal('yes') }), Type.Object({ outcome: Type.Literal('no') })]),
    Type.Union([Type.Object({ outcome: Type.Literal('yes') }), Type.Object({ outcome: Type.Literal('later'), at: Type.String() })]),
    ['breaking alternativeRemoved', 'compatible alternativeAdded'],
    ['breaking alternativeAdded', 'compatible alternativeRemoved'],
  ],
  [
    'alternatives in another order that a field tells apart',
    Type.Union([Type.Object({ outcome: Type.Literal('yes') }), Type.Object({ outcome: Type.Literal('no') })]),
    Type.Union([Type.Object({ outcome: Type.Literal('no') }), Type.Object({ outcome: Type.Literal('yes') })]),
    [],
    [],
  ],
  [
    'alternatives in another order that a field within a field tells apart',
    Type.Union(['a', 'b'].map((code) => Type.Object({ error: Type.Object({ code: Type.Literal(code) }) }))),
    Type.Union(['b', 'a'].map((code) => Type.Object({ error: Type.Object({ code: Type.Literal(code) }) }))),
    [],
    [],
  ],
  [
    'alternatives in another order that have each been added to',
    Type.Union([Type.Object({ a: Type.Null(), b: Type.Null() }), Type.Object({ c: Type.Null(), d: Type.Null() })]),
    Type.Union([Type.Object({ c: Type.Null(), d: Type.Null(), e: Type.Optional(Type.Null()) }), Type.Object({ a: Type.Null(), b: Type.Null(), f: Type.Optional(Type.Null()) })]),
    ['compatible fieldAdded /e', 'compatible fieldAdded /f'],
    ['compatible fieldAdded /e', 'compatible fieldAdded /f'],
  ],
  [
    'a renamed field of an alternative that another one covers',
    Type.Union([Type.Object({ a: Type.Null(), b: Type.Null() }), Type.Object({ a: Type.Null() })]),
    Type.Union([Type.Object({ a: Type.Null(), c: Type.Null() }), Type.Object({ a: Type.Null() })]),
    ['breaking fieldRemoved /b', 'breaking requiredFieldAdded /c'],
    ['breaking fieldRemoved /b', 'compatible fieldAdded /c'],
  ],
  [
    'an alternative that now stands in front of the one whose values it takes',
    Type.Union([Type.Object({ a: Type.Null(), b: Type.Null() }), Type.Object({ a: Type.Null() })]),
    Type.Union([Type.Object({ a: Type.Null() }), Type.Object({ a: Type.Null(), b: Type.Null() })]),
    ['undecidable alternativesReordered'],
    [],
  ],
];

describe('the comparison of two schemas', () => {
  it.each(rows)('judges %s that is sent', (_what, older, newer, sent) => {
    expect(found(older, newer, 'sent').sort()).toEqual([...sent].sort());
  });

  it.each(rows)('judges %s that is received', (_what, older, newer, _sent, received) => {
    expect(found(older, newer, 'received').sort()).toEqual([...received].sort());
  });

  it('says what was, what is and what to do instead', () => {
    const [difference] = compareSchemas(plain(Type.Object({ q: Type.String({ maxLength: 9 }) })), plain(Type.Object({ q: Type.String({ maxLength: 8 }) })), 'sent');
    expect(difference).toEqual({
      code: 'narrowed',
      judgement: 'breaking',
      pointer: '/q',
      was: 9,
      is: 8,
      message: 'maxLength was 9 and is 8: less is taken than before.',
      next: 'Go on taking what was taken, and take less under a new major version, once no consumer needs this one.',
    });
  });

  it('asks whether a field has been renamed', () => {
    const [difference] = compareSchemas(plain(Line), plain(Type.Object({ code: Type.String(), quantity: Line.properties.quantity })), 'received');
    expect(difference!.message).toBe("The field 'sku' is not given. Is it 'code' there?");
  });
});
