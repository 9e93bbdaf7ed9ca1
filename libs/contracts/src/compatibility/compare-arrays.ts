import type { Comparing } from './comparing.ts';
import { below, difference } from './difference.ts';
import type { Difference } from './finding.ts';
import { isObject, type JsonSchema } from './json-schema.ts';

/** Compares what stands in two lists, or place by place in two tuples. */
export function compareArrays(older: JsonSchema, newer: JsonSchema, { pointer, compare }: Comparing): Difference[] {
  const [was, is] = [older['items'], newer['items']];
  if (isObject(was) && isObject(is)) return compare(was, is, below(pointer, '*'));
  if (Array.isArray(was) && Array.isArray(is) && was.length === is.length && older['additionalItems'] === newer['additionalItems']) {
    return was.flatMap((item: JsonSchema, index) => compare(item, is[index] as JsonSchema, below(pointer, String(index))));
  }
  if (was === undefined && is === undefined) return [];
  return [difference('typeChanged', 'breaking', { pointer, was, is, message: 'The list has other places than before.' })];
}
