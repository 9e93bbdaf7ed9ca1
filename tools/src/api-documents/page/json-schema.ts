/** The parts of JSON Schema that contracts are written in. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  /** One schema for every item, or for a tuple one for each. */
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The values that a schema allows, if it lists them. */
export function listedValues({ const: only, enum: some, anyOf }: JsonSchema): readonly unknown[] | undefined {
  if (only !== undefined) return [only];
  if (some) return some;
  const lists = anyOf?.map(listedValues) ?? [undefined];
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

/** The schemas of a tuple's items; `undefined` for every other schema. */
export function tupleItems({ items }: JsonSchema): readonly JsonSchema[] | undefined {
  return Array.isArray(items) ? (items as readonly JsonSchema[]) : undefined;
}

/** The schema of every item of an array; `undefined` for a tuple and whatever is no array. */
export function arrayItems(schema: JsonSchema): JsonSchema | undefined {
  return tupleItems(schema) ? undefined : (schema.items as JsonSchema | undefined);
}

/** What a schema is called in a table: `string`, `array of object`, `string or null`. */
export function typeName(schema: JsonSchema): string {
  const values = listedValues(schema);
  if (values) return distinct(values.map((value) => (value === null ? 'null' : typeof value)));
  if (schema.anyOf) return distinct(schema.anyOf.map(typeName));
  if (tupleItems(schema)) return 'tuple';
  const items = arrayItems(schema);
  if (items) return `array of ${typeName(items)}`;
  return schema.type ?? 'any value';
}

function distinct(names: readonly string[]): string {
  return [...new Set(names)].join(' or ');
}
