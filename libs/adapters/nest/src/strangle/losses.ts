import { codecOf, type Codec } from '@banyan/contracts/define';

export type LossKind =
  | 'bigint'
  | 'classInstance'
  | 'cycle'
  | 'date'
  | 'function'
  | 'map'
  | 'notFinite'
  | 'schema'
  | 'set'
  | 'symbol'
  | 'undeclared'
  | 'undefined';

/** One thing in a value that would not arrive as it was sent. */
export interface Loss {
  /** JSON pointer (RFC 6901) into the value. */
  readonly pointer: string;
  readonly kind: LossKind;
  /** What it is, and what a wire makes of it. */
  readonly detail: string;
}

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  readonly above: Place | undefined;
  /** Whether it is inside an instance of a class; further instances are not looked into. */
  readonly inInstance: boolean;
}

/** Values that are looked at, and losses that are told, in one examination. */
const MOST_VALUES = 1_000;
const MOST_LOSSES = 20;

/** What a wire would lose of a value, the shallow places first; what is deep in a large value may go unseen. */
export function lossesOf(schema: Codec<unknown>['schema'], value: unknown): Loss[] {
  const codec = codecOf(schema);
  const lost = walk(value);
  if (codec.check(value)) return [...lost, ...undeclared(value, codec.copy(value), '')].slice(0, MOST_LOSSES);
  const known = new Set(lost.map(({ pointer }) => pointer));
  const misfits = codec.violations(value).filter(({ pointer }) => !known.has(pointer));
  return [...lost, ...misfits.map(({ pointer, message }): Loss => ({ pointer, kind: 'schema', detail: message }))].slice(0, MOST_LOSSES);
}

function walk(root: unknown): Loss[] {
  const losses: Loss[] = [];
  const queue: Place[] = [{ value: root, pointer: '', above: undefined, inInstance: false }];
  for (let next = 0; next < queue.length && next < MOST_VALUES && losses.length < MOST_LOSSES; next++) {
    const place = queue[next]!;
    const { value, pointer } = place;
    const told = (kind: LossKind, detail: string) => void losses.push({ pointer, kind, detail });
    if (isAboveItself(place)) told('cycle', 'holds itself; JSON cannot say that');
    else if (typeof value === 'object' && value !== null) queue.push(...within(place, value, told));
    else tellPrimitive(value, told);
  }
  return losses;
}

type Tell = (kind: LossKind, detail: string) => void;

function tellPrimitive(value: unknown, told: Tell): void {
  switch (typeof value) {
    case 'undefined':
      return told('undefined', 'undefined is left out, and is null in a list');
    case 'function':
      return told('function', 'a function is left out');
    case 'symbol':
      return told('symbol', 'a symbol is left out');
    case 'bigint':
      return told('bigint', 'a bigint cannot be written as JSON');
    case 'number':
      if (!Number.isFinite(value)) told('notFinite', `${value} becomes null`);
      return;
    case 'boolean':
    case 'object':
    case 'string':
      return;
  }
}

/** Tells what an object loses as a whole, and gives the places within it that are to be looked at as well. */
function within(above: Place, value: object, told: Tell): Place[] {
  const name = className(value);
  switch (Object.prototype.toString.call(value)) {
    case '[object Date]':
      told('date', 'a Date becomes a string');
      return [];
    case '[object Map]':
      told('map', 'a Map becomes {}');
      return [];
    case '[object Set]':
      told('set', 'a Set becomes {}');
      return [];
  }
  if (name !== undefined) {
    told('classInstance', `an instance of ${name} arrives as a plain object, without its methods`);
    if (above.inInstance) return [];
  }
  const inInstance = above.inInstance || name !== undefined;
  return Object.keys(value)
    .slice(0, MOST_VALUES)
    .map((key) => ({ value: (value as Record<string, unknown>)[key], pointer: `${above.pointer}/${escaped(key)}`, above, inInstance }));
}

/** The name of an object's class; of none for lists and plain objects, also those of another realm. */
function className(value: object): string | undefined {
  if (Array.isArray(value)) return undefined;
  const prototype = Object.getPrototypeOf(value) as { readonly constructor?: { readonly name?: string } } | null;
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  return prototype.constructor?.name || 'a class';
}

function isAboveItself({ value, above }: Place): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (let place = above; place; place = place.above) if (place.value === value) return true;
  return false;
}

/** Properties that the schema does not name: each copy leaves them out. */
function undeclared(value: unknown, copy: unknown, pointer: string): Loss[] {
  if (typeof value !== 'object' || value === null || typeof copy !== 'object' || copy === null) return [];
  return Object.keys(value).flatMap((key) => {
    const child = (value as Record<string, unknown>)[key];
    const at = `${pointer}/${escaped(key)}`;
    if (Object.hasOwn(copy, key)) return undeclared(child, (copy as Record<string, unknown>)[key], at);
    return child === undefined ? [] : [{ pointer: at, kind: 'undeclared' as const, detail: 'is not in the contract, so it is left out' }];
  });
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
