import { judgeRelation, type Comparing } from './comparing.ts';
import { below, difference } from './difference.ts';
import type { Difference } from './finding.ts';
import { dataText, isObject, isSameSchema, type JsonSchema } from './json-schema.ts';
import { fieldsOf, requiredOf } from './limits.ts';

/** Compares the fields of two objects, and whether others are let pass. */
export function compareObjects(older: JsonSchema, newer: JsonSchema, comparing: Comparing): Difference[] {
  if ('patternProperties' in older || 'patternProperties' in newer) return compareRecords(older, newer, comparing);
  const names = new Set([...Object.keys(fieldsOf(older)), ...Object.keys(fieldsOf(newer))]);
  return [...compareOpenness(older, newer, comparing), ...[...names].flatMap((name) => compareField(name, older, newer, comparing))];
}

function compareField(name: string, older: JsonSchema, newer: JsonSchema, comparing: Comparing): Difference[] {
  const { direction } = comparing;
  const pointer = below(comparing.pointer, name);
  const [was, is] = [ownField(older, name), ownField(newer, name)];
  if (!is) return [removedField(name, older, newer, comparing)];
  const [wasRequired, isRequired] = [requiredOf(older).includes(name), requiredOf(newer).includes(name)];
  if (was) {
    return [...comparing.compare(was, is, pointer), ...(wasRequired === isRequired ? [] : [presence(name, pointer, isRequired, comparing)])];
  }
  if (direction === 'sent' && isRequired) {
    return [difference('requiredFieldAdded', 'breaking', { pointer, is, message: `The new field '${name}' has to be sent: consumers do not know it.` })];
  }
  const isRefused = direction === 'received' && isClosed(older);
  const passes = direction === 'sent' ? 'may be left out' : 'left out of what consumers read';
  const message = `The field '${name}' is new, and ${isRefused ? 'consumers refuse fields that they do not know' : passes}.`;
  return [difference('fieldAdded', isRefused ? 'breaking' : 'compatible', { pointer, is, message })];
}

function removedField(name: string, older: JsonSchema, newer: JsonSchema, { direction, pointer }: Comparing): Difference {
  const was = fieldsOf(older)[name]!;
  const renamed = Object.entries(fieldsOf(newer)).find(([other, schema]) => !ownField(older, other) && isSameSchema(schema, was));
  const lost = direction === 'received' ? 'is not given' : `is not read: what is sent there is ${isClosed(newer) ? 'refused' : 'lost'}`;
  const message = `The field '${name}' ${lost}.${renamed ? ` Is it '${renamed[0]}' there?` : ''}`;
  return difference('fieldRemoved', 'breaking', { pointer: below(pointer, name), was, message });
}

function presence(name: string, pointer: string, isRequired: boolean, { direction }: Comparing): Difference {
  const judgement = judgeRelation(isRequired ? 'narrower' : 'wider', direction);
  const message = `The field '${name}' ${isRequired ? 'cannot' : 'can'} be left out, where it ${isRequired ? 'could' : 'could not'} before.`;
  return difference(isRequired ? 'fieldNowRequired' : 'fieldNowOptional', judgement, { pointer, message });
}

/** What travels holds declared fields only, so it matters only whether undeclared ones that are sent are still let pass. */
function compareOpenness(older: JsonSchema, newer: JsonSchema, { direction, pointer }: Comparing): Difference[] {
  const [was, is] = [older['additionalProperties'], newer['additionalProperties']];
  if (isObject(was) || isObject(is)) {
    if (dataText(was) === dataText(is)) return [];
    return [difference('notComparable', 'undecidable', { pointer, was, is, message: 'Schemas of additionalProperties cannot be compared.' })];
  }
  if (direction === 'received' || !isClosed(newer) || isClosed(older)) return [];
  return [difference('closed', 'breaking', { pointer, message: 'Fields that are not declared are refused now.' })];
}

function compareRecords(older: JsonSchema, newer: JsonSchema, { pointer, compare }: Comparing): Difference[] {
  const [was, is] = [recordOf(older), recordOf(newer)];
  if (was && is && was.pattern === is.pattern) return compare(was.value, is.value, below(pointer, '*'));
  return [difference('notComparable', 'undecidable', { pointer, message: 'Objects with other names for their fields cannot be compared.' })];
}

/** An object of any names that fit one pattern, and of nothing else. */
function recordOf(shape: JsonSchema): { readonly pattern: string; readonly value: JsonSchema } | undefined {
  const patterns = Object.entries((shape['patternProperties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  const [only] = patterns;
  if (!only || patterns.length > 1 || 'properties' in shape || 'required' in shape || 'additionalProperties' in shape) return undefined;
  return { pattern: only[0], value: only[1] };
}

function ownField(shape: JsonSchema, name: string): JsonSchema | undefined {
  const fields = fieldsOf(shape);
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isClosed(shape: JsonSchema): boolean {
  return shape['additionalProperties'] === false;
}
