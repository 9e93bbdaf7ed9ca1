import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([name, property]) => [name, reversed(property)]));
};

describe('canonical JSON', () => {
  it('does not depend on the order of properties, at any depth', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))));
  });

  it('says the same as the value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))));
  });

  it('keeps the order of a list, and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [2, 1], a: undefined, 'a b': null })).toBe('{"a b":null,"b":[2,1]}');
  });
});
