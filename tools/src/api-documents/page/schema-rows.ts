import { constraintsOf, type Constraint } from './constraints.ts';
import { arrayItems, listedValues, tupleItems, typeName, type JsonSchema } from './json-schema.ts';

/** One line of a schema's table. */
export interface SchemaRow {
  /** Where the value stands: `lines[].sku`; empty for the whole. */
  readonly path: string;
  readonly type: string;
  readonly optional: boolean;
  readonly constraints: readonly Constraint[];
  readonly description: string | undefined;
}

/** A schema as a flat table: a row for each value in it, in the order in which the schema names them. */
export function schemaRows(schema: JsonSchema): SchemaRow[] {
  return rowsOf(schema, { path: '', optional: false, forms: [] });
}

interface Place {
  readonly path: string;
  readonly optional: boolean;
  /** In which forms of the objects around it the value stands. */
  readonly forms: readonly string[];
}

function rowsOf(schema: JsonSchema, place: Place): SchemaRow[] {
  const below = rowsBelow(schema, place);
  const plainObject = place.path === '' && schema.type === 'object' && schema.additionalProperties !== false;
  return plainObject ? below : [rowOf(schema, place), ...below];
}

function rowOf(schema: JsonSchema, { path, optional, forms }: Place): SchemaRow {
  const inForms = forms.map((form) => ({ words: form, code: [] }));
  const constraints = [...inForms, ...constraintsOf(schema), ...(hasForms(schema) ? [{ words: `${schema.anyOf!.length} forms`, code: [] }] : [])];
  return { path, type: typeName(schema), optional, constraints, description: schema.description };
}

function rowsBelow(schema: JsonSchema, { path, forms }: Place): SchemaRow[] {
  if (hasForms(schema)) {
    const { length } = schema.anyOf!;
    return schema.anyOf!.flatMap((form, index) => rowsBelow(form, { path, optional: false, forms: [...forms, `form ${index + 1} of ${length}`] }));
  }
  const tuple = tupleItems(schema);
  if (tuple) return tuple.flatMap((item, index) => rowsOf(item, { path: `${path}[${index}]`, optional: false, forms }));
  const items = arrayItems(schema);
  if (items) return itemRows(items, { path: `${path}[]`, optional: false, forms });
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
    rowsOf(member, { path: path === '' ? name : `${path}.${name}`, optional: member.default !== undefined || !(schema.required ?? []).includes(name), forms }),
  );
}

/** An array's type names that of its items, so that only items with more to say have a row of their own. */
function itemRows(items: JsonSchema, place: Place): SchemaRow[] {
  const tellsMore = items.description !== undefined || constraintsOf(items).length > 0 || hasForms(items);
  return tellsMore ? rowsOf(items, place) : rowsBelow(items, place);
}

/** Whether it is an object in one of several forms, or a list of such; values that are listed one by one are no forms. */
function hasForms(schema: JsonSchema): boolean {
  return schema.anyOf !== undefined && listedValues(schema) === undefined && schema.anyOf.some(({ properties, items }) => properties ?? items);
}
