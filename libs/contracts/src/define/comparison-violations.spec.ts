import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import type { Comparison } from './comparison.ts';
import { comparisonViolations } from './comparison-violations.ts';
import { read } from './operation.ts';

const Item = Type.Object({ sku: Type.String(), 'a/b': Type.Integer() });
const find = (compare: Comparison<unknown>) =>
  comparisonViolations(
    'find',
    read({
      input: Type.Object({ email: Type.String() }),
      output: Type.Union([Type.Object({ items: Type.Array(Item) }), Type.Object({ bySku: Type.Record(Type.String(), Item) })]),
      errors: { gone: Type.Object({ at: Type.String() }) },
      timeout: 1_000,
      compare,
    }),
  );

describe('rules of comparison', () => {
  it('may name any place of an answer, of an error or of an input', () => {
    const answer = ['', '/items', '/items/*/sku', '/items/3/a~1b', '/bySku/POT/sku', '/bySku/*', '/*/*/sku', '/error', '/error/code', '/error/data/at'];
    expect(find({ ignore: answer, unordered: ['/items'], keyed: ['/bySku'], personal: { input: ['/email'], answer } })).toEqual([]);
  });

  it.each([
    ['ignore', { ignore: ['/itms'] }],
    ['ignore', { ignore: ['/items/sku'] }],
    ['ignore', { ignore: ['/error/message'] }],
    ['unordered', { unordered: ['items'] }],
    ['keyed', { keyed: ['/byName'] }],
    ['personal.input', { personal: { input: ['/mail'] } }],
    ['personal.answer', { personal: { answer: ['/error/data/email'] } }],
    ['personal.answer', { personal: { answer: ['/items/0/a~b'] } }],
  ])('are refused where %s names a place that there cannot be: %j', (rule, compare) => {
    expect(find(compare)).toEqual([expect.stringContaining(`find.compare.${rule}: `)]);
  });

  it('may name what a normalised answer has, whose schema nobody knows', () => {
    const normalise = () => ({});
    expect(find({ normalise, ignore: ['/anything'] })).toEqual([]);
    expect(find({ normalise, personal: { answer: ['/anything'] } })).toHaveLength(1);
  });
});
