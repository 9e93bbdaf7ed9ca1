/**
 * JSON text that is the same for equal values, in whichever order their properties were set. Properties that
 * are `undefined` are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const properties = Object.entries(value)
    .filter(([, property]) => property !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, property]) => `${JSON.stringify(name)}:${canonicalJson(property)}`);
  return `{${properties.join(',')}}`;
}
