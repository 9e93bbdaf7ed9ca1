/** A line of two values that are shown beside each other; a side that has none there is empty. */
export interface Line {
  readonly home: string | null;
  readonly target: string | null;
  readonly differs: boolean;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Two JSON texts as lines, so that what is at the same place stands on the same line; nothing if one of them is no JSON, as where it was cut. */
export function sideBySide(home: string, target: string): Line[] | undefined {
  try {
    return lines({ home: JSON.parse(home) as Json, target: JSON.parse(target) as Json }, '', '');
  } catch {
    return undefined;
  }
}

interface Pair {
  readonly home: Json | undefined;
  readonly target: Json | undefined;
}

/** @param label the name within what it is part of, `"price": ` */
function lines({ home, target }: Pair, indent: string, label: string): Line[] {
  const [one, other] = [partsOf(home), partsOf(target)];
  if (!one || !other || Array.isArray(home) !== Array.isArray(target)) return leaves({ home, target }, indent, label);
  const names = [...new Set([...one.keys(), ...other.keys()])];
  const [opens, closes] = Array.isArray(home) ? '[]' : '{}';
  const both = (text: string): Line => ({ home: text, target: text, differs: false });
  return [
    both(`${indent}${label}${opens}`),
    ...names.flatMap((name) => lines({ home: one.get(name), target: other.get(name) }, `${indent}  `, Array.isArray(home) ? '' : `${JSON.stringify(name)}: `)),
    both(`${indent}${closes}`),
  ];
}

function leaves({ home, target }: Pair, indent: string, label: string): Line[] {
  const [one, other] = [home, target].map((value) => (value === undefined ? [] : `${label}${JSON.stringify(value, null, 2)}`.split('\n').map((line) => indent + line))) as [string[], string[]];
  const differs = JSON.stringify(home) !== JSON.stringify(target);
  return Array.from({ length: Math.max(one.length, other.length) }, (_, index) => ({ home: one[index] ?? null, target: other[index] ?? null, differs }));
}

function partsOf(value: Json | undefined): ReadonlyMap<string, Json> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}
