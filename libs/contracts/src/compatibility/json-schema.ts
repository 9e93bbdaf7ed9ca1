/** A schema as plain JSON, as it stands in a published contract. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Keywords that say something to people and nothing about values. */
const annotations: ReadonlySet<string> = new Set(['title', 'description', 'examples', '$comment']);

/** Keywords whose value is data rather than a schema. */
const data: ReadonlySet<string> = new Set(['const', 'default']);
const lists: ReadonlySet<string> = new Set(['enum', 'required']);
const named: ReadonlySet<string> = new Set(['properties', 'patternProperties']);

/** The keywords of a schema that say something about values. */
export function keywordsOf(schema: JsonSchema): string[] {
  return Object.keys(schema).filter((keyword) => !annotations.has(keyword));
}

/** Whether two schemas say the same about values, whatever they say to people and in whichever order. */
export function isSameSchema(one: JsonSchema, other: JsonSchema): boolean {
  return textOf(one) === textOf(other);
}

/** Text that is equal for schemas that say the same. */
export function textOf(schema: JsonSchema): string {
  const keywords = keywordsOf(schema).sort();
  return `{${keywords.map((keyword) => `${JSON.stringify(keyword)}:${keywordText(keyword, schema[keyword])}`).join(',')}}`;
}

function keywordText(keyword: string, value: unknown): string {
  if (data.has(keyword)) return dataText(value);
  if (lists.has(keyword) && Array.isArray(value)) return `[${value.map(dataText).sort().join(',')}]`;
  if (named.has(keyword) && isObject(value)) return namedText(value);
  if (Array.isArray(value)) return `[${value.map((each) => keywordText('', each)).join(',')}]`;
  return isObject(value) ? textOf(value) : dataText(value);
}

function namedText(schemas: JsonSchema): string {
  const names = Object.keys(schemas).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${keywordText('', schemas[name])}`).join(',')}}`;
}

/** Data as text, equal for equal JSON values. */
export function dataText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(dataText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${dataText(value[name])}`).join(',')}}`;
}

export function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
