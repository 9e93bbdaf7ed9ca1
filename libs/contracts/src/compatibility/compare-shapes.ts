import { compareArrays } from './compare-arrays.ts';
import { compareObjects } from './compare-objects.ts';
import { judgeRelation, type Comparing } from './comparing.ts';
import { difference } from './difference.ts';
import type { Difference } from './finding.ts';
import { dataText, type JsonSchema } from './json-schema.ts';
import { unknownKeywords } from './keywords.ts';
import { limitRelations, typeRelation, type Relation } from './limits.ts';

/** Compares two schemas that are neither unions nor lists of values. */
export function compareShapes(older: JsonSchema, newer: JsonSchema, comparing: Comparing): Difference[] {
  const { pointer } = comparing;
  const strange = [...new Set([...unknownKeywords(older), ...unknownKeywords(newer)])];
  if (strange.length > 0) {
    const message = `Schemas that differ and use ${strange.join(', ')} cannot be compared.`;
    return [difference('notComparable', 'undecidable', { pointer, was: older, is: newer, message })];
  }
  const type = typeRelation(older, newer);
  if (type === 'unknown') {
    const [was, is] = [String(older['type']), String(newer['type'])];
    return [difference('typeChanged', 'breaking', { pointer, was, is, message: `It was of the type ${was} and is ${is}.` })];
  }
  return [
    ...(type === 'same' ? [] : [limited('type', type, older, newer, comparing)]),
    ...limitRelations(older, newer).map(({ keyword, relation }) => limited(keyword, relation, older, newer, comparing)),
    ...compareDefaults(older, newer, comparing),
    ...(older['type'] === 'object' ? compareObjects(older, newer, comparing) : []),
    ...(older['type'] === 'array' ? compareArrays(older, newer, comparing) : []),
  ];
}

function limited(keyword: string, relation: Exclude<Relation, 'same'>, older: JsonSchema, newer: JsonSchema, { direction, pointer }: Comparing): Difference {
  const [was, is] = [older[keyword], newer[keyword]];
  const said = (value: unknown) => (value === undefined ? 'none' : dataText(value));
  const changed = `${keyword} was ${said(was)} and is ${said(is)}`;
  if (relation === 'unknown') return difference('notComparable', 'undecidable', { pointer, was, is, message: `${changed}: which of them allows more cannot be told.` });
  const amount = relation === 'wider' ? 'more' : 'less';
  const message = `${changed}: ${direction === 'sent' ? `${amount} is taken` : `${amount} may be given`} than before.`;
  return difference(relation === 'wider' ? 'widened' : 'narrowed', judgeRelation(relation, direction), { pointer, was, is, message });
}

/** Whoever leaves out what they send has the default: another one is another call. */
function compareDefaults(older: JsonSchema, newer: JsonSchema, { direction, pointer }: Comparing): Difference[] {
  const [was, is] = [older['default'], newer['default']];
  if (direction === 'received' || dataText(was) === dataText(is)) return [];
  const judgement = was === undefined ? 'compatible' : 'breaking';
  return [difference('defaultChanged', judgement, { pointer, was, is, message: `What counts where it is left out was ${dataText(was)} and is ${dataText(is)}.` })];
}
