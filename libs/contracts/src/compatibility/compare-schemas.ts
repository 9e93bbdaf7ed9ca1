import { isShape } from './alternatives.ts';
import { compareAlternatives } from './compare-alternatives.ts';
import { compareShapes } from './compare-shapes.ts';
import type { ValueDirection } from './comparing.ts';
import type { Difference } from './finding.ts';
import { isSameSchema, type JsonSchema } from './json-schema.ts';

/**
 * What differs between two schemas of one value, and whether a consumer of the older notices. What is `sent` the newer must take
 * and keep whenever the older did; what is `received` must fit the older. Undeclared fields count for nothing, since what travels
 * is a copy by its sender's schema; a field that is gone is breaking both ways, even where a check would pass.
 */
export function compareSchemas(older: JsonSchema, newer: JsonSchema, direction: ValueDirection, pointer = ''): Difference[] {
  if (isSameSchema(older, newer)) return [];
  const comparing = {
    direction,
    pointer,
    compare: (was: JsonSchema, is: JsonSchema, at: string) => compareSchemas(was, is, direction, at),
  };
  return isShape(older) && isShape(newer) ? compareShapes(older, newer, comparing) : compareAlternatives(older, newer, comparing);
}
