import { codecOf } from '@banyan/contracts/define';
import type { Static, TSchema } from 'typebox';
import { Errors, Pointer } from 'typebox/value';
import { Refused, type Mistake } from '../refused.ts';
import type { Forms } from './schemas.ts';

/** Where a value has one of several forms: JSON pointer, `*` for each item of a list. */
export type FormsAt = Readonly<Record<string, Forms>>;

/**
 * What was sent, if it fits.
 * @throws {Refused} `invalidRequest` with every mistake, each at its place and with what would be right
 */
export function readRequest<S extends TSchema>(schema: S, value: unknown, formsAt: FormsAt = {}): Static<S> {
  const codec = codecOf(schema);
  if (codec.check(value)) return codec.copy(value);
  const formed = Object.entries(formsAt).flatMap(([path, forms]) => placesAt(path, value).map((place) => ({ ...place, forms })));
  const isFormed = (pointer: string) => formed.some((place) => pointer === place.pointer || pointer.startsWith(`${place.pointer}/`));
  const errors = [
    ...mistakesIn(schema, value).filter(({ pointer }) => !isFormed(pointer)),
    ...formed.flatMap((place) => formMistakes(place.forms, place.value).map(({ pointer, message }) => ({ pointer: place.pointer + pointer, message }))),
  ];
  throw new Refused('invalidRequest', errors.map(({ pointer, message }) => `${pointer || 'The request'} ${message}`).join(' '), 'Correct the request and send it again.', { errors });
}

/** The values at a path, as far as they are there. */
function placesAt(path: string, value: unknown): { readonly pointer: string; readonly value: unknown }[] {
  const [list, each] = path.split('/*');
  const found: unknown = Pointer.Get(value, list!);
  if (found === undefined) return [];
  if (each === undefined) return [{ pointer: list!, value: found }];
  return Array.isArray(found) ? found.map((item: unknown, index) => ({ pointer: `${list}/${index}`, value: item })) : [];
}

function formMistakes(forms: Forms, value: unknown): Mistake[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ pointer: '', message: 'must be object.' }];
  const { kind } = value as { readonly kind?: unknown };
  if (kind === undefined) return [{ pointer: '/kind', message: 'is missing.' }];
  if (typeof kind === 'string' && Object.hasOwn(forms, kind)) return mistakesIn(forms[kind]!, value);
  return [{ pointer: '/kind', message: `must be one of ${Object.keys(forms).join(', ')}.` }];
}

function mistakesIn(schema: TSchema, value: unknown): Mistake[] {
  return Errors(schema, value).flatMap((error): Mistake[] => {
    const pointer = error.instancePath;
    switch (error.keyword) {
      case 'required':
        return error.params.requiredProperties.map((name) => ({ pointer: `${pointer}/${name}`, message: 'is missing.' }));
      case 'boolean':
        return [{ pointer, message: 'is not known here; leave it out.' }];
      case 'additionalProperties':
        return [];
      case 'pattern':
        return [{ pointer, message: `does not fit. ${describedAt(schema, error.schemaPath)}` }];
      default:
        return [{ pointer, message: `${error.message}.` }];
    }
  });
}

function describedAt(schema: TSchema, schemaPath: string): string {
  const node = Pointer.Get(schema, schemaPath.slice(1)) as { readonly description?: string } | undefined;
  return node?.description ?? '';
}
