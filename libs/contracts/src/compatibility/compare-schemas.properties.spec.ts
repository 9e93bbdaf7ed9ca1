import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { codecOf } from '../define/index.ts';
import { compareSchemas } from './compare-schemas.ts';
import { isBreak } from './finding.ts';
import type { JsonSchema } from './json-schema.ts';
import { plain, schemas, valuesOf, variantsOf } from './schemas.testing.ts';

const codec = (schema: JsonSchema) => codecOf(schema as TSchema);
const pairs = schemas.map(plain).chain((older) => fc.tuple(fc.constant(older), variantsOf(older)));
const runs = { numRuns: 400 };

/** A pair, and values that the one who writes them may have at hand. */
const pairsWithValues = (writer: (pair: readonly [JsonSchema, JsonSchema]) => JsonSchema) =>
  pairs.chain((pair) => fc.tuple(fc.constant(pair), fc.array(valuesOf(writer(pair)), { minLength: 3, maxLength: 5 })));

describe('the comparison of any two schemas', () => {
  // Counted are values of schemas that do differ: a comparison that refuses everything would prove nothing.
  it('lets what is sent change only where the newer takes and keeps everything that the older took', () => {
    let judged = 0;
    fc.assert(
      fc.property(pairsWithValues(([older]) => older), ([[older, newer], values]) => {
        const differences = compareSchemas(older, newer, 'sent');
        if (differences.some(isBreak)) return;
        for (const value of values.filter((each) => codec(older).check(each))) {
          if (differences.length > 0) judged += 1;
          const travels = codec(older).copy(value);
          expect([newer, travels, codec(newer).check(travels)]).toEqual([newer, travels, true]);
          expect(codec(newer).copy(travels)).toEqual(codec(older).copy(travels));
        }
      }),
      runs,
    );
    expect(judged).toBeGreaterThan(20);
  });

  it('lets what is received change only where the newer gives nothing that the older would refuse', () => {
    let judged = 0;
    fc.assert(
      fc.property(pairsWithValues(([, newer]) => newer), ([[older, newer], values]) => {
        const differences = compareSchemas(older, newer, 'received');
        if (differences.some(isBreak)) return;
        for (const value of values.filter((each) => codec(newer).check(each))) {
          if (differences.length > 0) judged += 1;
          const travels = codec(newer).copy(value);
          expect([older, travels, codec(older).check(travels)]).toEqual([older, travels, true]);
        }
      }),
      runs,
    );
    expect(judged).toBeGreaterThan(20);
  });

  it.each(['sent', 'received'] as const)('finds nothing between a schema and itself, %s', (direction) => {
    fc.assert(fc.property(schemas.map(plain), (schema) => expect(compareSchemas(schema, structuredClone(schema), direction)).toEqual([])), runs);
  });

  it.each(['sent', 'received'] as const)('always refuses that a field is renamed, %s', (direction) => {
    let renamed = 0;
    fc.assert(
      fc.property(schemas.map(plain), fc.nat(), (schema, which) => {
        const places = fieldsIn(schema);
        if (places.length === 0) return;
        renamed += 1;
        const newer = renameAt(schema, places[which % places.length]!);
        expect(compareSchemas(schema, newer, direction).filter(isBreak)).not.toEqual([]);
      }),
      runs,
    );
    expect(renamed).toBeGreaterThan(100);
  });
});

type Path = readonly (string | number)[];

/** Where fields are declared in a schema. */
function fieldsIn(node: unknown, path: Path = []): Path[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]): Path[] => {
    const own: Path[] = key === 'properties' ? Object.keys(child as object).map((name) => [...path, key, name]) : [];
    return [...own, ...fieldsIn(child, [...path, key])];
  });
}

function renameAt(schema: JsonSchema, path: Path): JsonSchema {
  const copy = structuredClone(schema) as Record<string, unknown>;
  const object = path.slice(0, -2).reduce<Record<string, unknown>>((node, step) => node[step] as Record<string, unknown>, copy);
  const name = String(path.at(-1));
  const rename = (each: string) => (each === name ? 'renamed' : each);
  const properties = Object.entries(object['properties'] as object) as [string, unknown][];
  object['properties'] = Object.fromEntries(properties.map(([each, field]) => [rename(each), field]));
  if (Array.isArray(object['required'])) object['required'] = object['required'].map(rename);
  return copy;
}
