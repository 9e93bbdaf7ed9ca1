import type { TSchema } from 'typebox';
import { codecOf } from '../define/index.ts';
import { alternativesOf } from './alternatives.ts';
import { compareShapes } from './compare-shapes.ts';
import { ends, judgeRelation, type Comparing } from './comparing.ts';
import { difference } from './difference.ts';
import type { Difference } from './finding.ts';
import { dataText, isSameSchema, type JsonSchema } from './json-schema.ts';
import { fieldsOf } from './limits.ts';
import { areDisjoint, pairsOf, type Pair } from './pairs.ts';

/** Compares two schemas of which at least one is a union or a list of values. */
export function compareAlternatives(older: JsonSchema, newer: JsonSchema, comparing: Comparing): Difference[] {
  const { direction, pointer } = comparing;
  const { giver, taker } = ends(older, newer, direction);
  const [given, taken] = [alternativesOf(giver).shapes, alternativesOf(taker).shapes];
  const { pairs, onlyGiven, onlyTaken } = pairsOf(given, taken);
  return [
    ...compareValues(older, newer, comparing),
    ...pairs.flatMap((pair) => comparePair(pair, comparing)),
    ...onlyGiven.map((shape) => unpaired(shape, direction === 'sent' ? 'narrower' : 'wider', comparing)),
    ...onlyTaken.map((shape) => unpaired(shape, direction === 'sent' ? 'wider' : 'narrower', comparing)),
    ...(pairs.some((pair) => isShadowed(pair, given, taken)) ? [difference('alternativesReordered', 'undecidable', { pointer, message: SHADOWED })] : []),
  ];
}

const SHADOWED = 'A value may be read as another alternative than before, which stands in front of its own.';

function comparePair({ giver, taker }: Pair, comparing: Comparing): Difference[] {
  if (isSameSchema(giver, taker)) return [];
  return comparing.direction === 'sent' ? compareShapes(giver, taker, comparing) : compareShapes(taker, giver, comparing);
}

/** Each listed value is put to the other side's own check. */
function compareValues(older: JsonSchema, newer: JsonSchema, { direction, pointer }: Comparing): Difference[] {
  const gone = notTaken(alternativesOf(older).values, newer);
  const more = notTaken(alternativesOf(newer).values, older);
  const found: Difference[] = [];
  if (gone.length > 0) {
    const message = `${list(gone)} ${direction === 'sent' ? 'is not taken' : 'is not given'}.`;
    found.push(difference('valuesRemoved', judgeRelation('narrower', direction), { pointer, was: gone, message }));
  }
  if (more.length > 0) {
    const message = `${list(more)} ${direction === 'sent' ? 'is taken as well' : 'may be given, which consumers do not know'}.`;
    found.push(difference('valuesAdded', judgeRelation('wider', direction), { pointer, is: more, message }));
  }
  return found;
}

function notTaken(values: readonly unknown[], by: JsonSchema): unknown[] {
  const codec = codecOf(by as TSchema);
  return values.filter((value) => !codec.check(value));
}

function unpaired(shape: JsonSchema, relation: 'narrower' | 'wider', { direction, pointer }: Comparing): Difference {
  const judgement = judgeRelation(relation, direction);
  const verb = direction === 'sent' ? 'taken' : 'given';
  const named = `The alternative ${shapeWords(shape)}`;
  if (relation === 'narrower') return difference('alternativeRemoved', judgement, { pointer, was: shape, message: `${named} is not ${verb}.` });
  const unknown = direction === 'received' ? ', which consumers do not know' : '';
  return difference('alternativeAdded', judgement, { pointer, is: shape, message: `${named} is ${verb} as well${unknown}.` });
}

/** `object of outcome, sku` */
function shapeWords(shape: JsonSchema): string {
  const names = Object.keys(fieldsOf(shape));
  return `'${String(shape['type'])}${names.length > 0 ? ` of ${names.join(', ')}` : ''}'`;
}

/** A value is read by the first alternative that takes it: one in front must be there already, or take no such value. */
function isShadowed({ giver, taker }: Pair, given: readonly JsonSchema[], taken: readonly JsonSchema[]): boolean {
  if (giver['type'] !== 'object' && giver['type'] !== 'array') return false;
  const before = given.slice(0, given.indexOf(giver));
  return taken.slice(0, taken.indexOf(taker)).some((other) => !areDisjoint(giver, other) && !before.some((known) => isSameSchema(known, other)));
}

function list(values: readonly unknown[]): string {
  return values.map(dataText).join(', ');
}
