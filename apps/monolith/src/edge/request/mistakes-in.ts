import type { TSchema } from 'typebox';
import { Errors, Pointer } from 'typebox/value';
import { codecOf } from '@banyan/contracts/define';
import type { Mistake } from '@banyan/contracts/public';

type SchemaError = ReturnType<typeof Errors>[number];

/** Every mistake in one part of a request, each at the field that is wrong, in words that say what would be right. */
export function mistakesIn(part: Mistake['in'], schema: TSchema, value: unknown): Mistake[] {
  if (codecOf(schema).check(value)) return [];
  return Errors(schema, value).flatMap((error) =>
    describe(schema, error).map(({ pointer, message }) => ({ in: part, pointer, message })),
  );
}

function describe(schema: TSchema, error: SchemaError): Pick<Mistake, 'pointer' | 'message'>[] {
  const pointer = error.instancePath;
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map((name) => ({ pointer: `${pointer}/${name}`, message: 'is missing.' }));
    case 'boolean':
      return [{ pointer, message: 'is not known here; leave it out.' }];
    case 'additionalProperties':
      return [];
    case 'pattern':
    case 'format':
      return [{ pointer, message: `does not fit. ${descriptionAt(schema, error.schemaPath) ?? `It ${error.message}.`}` }];
    default:
      return [{ pointer, message: `${error.message}.` }];
  }
}

function descriptionAt(schema: TSchema, schemaPath: string): string | undefined {
  const node = Pointer.Get(schema, schemaPath.slice(1)) as { readonly description?: string } | undefined;
  return node?.description;
}
