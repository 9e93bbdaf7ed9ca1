import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Violation } from './call-error.ts';
import { compileCopier } from './copier.ts';

/** A schema made executable: the same check and the same copy at every border. */
export interface Codec<T> {
  readonly schema: TSchema;
  check(value: unknown): value is T;
  /** All the ways in which a value does not fit; empty if it does. */
  violations(value: unknown): Violation[];
  /**
   * A deep copy of a value that passed the check, holding just what the schema declares: exactly what would
   * arrive if it had travelled as JSON.
   */
  copy(value: T): T;
}

const compiled = new WeakMap<TSchema, Codec<unknown>>();

/** The codec of a schema, compiled at first use. */
export function codecOf<S extends TSchema>(schema: S): Codec<Static<S>> {
  const known = compiled.get(schema);
  if (known) return known as Codec<Static<S>>;
  const validator = Compile(schema);
  const codec: Codec<unknown> = {
    schema,
    check: (value): value is unknown => validator.Check(value),
    violations: (value) =>
      [...validator.Errors(value)].map((error) => ({ pointer: error.instancePath, message: error.message })),
    copy: compileCopier(schema),
  };
  compiled.set(schema, codec);
  return codec as Codec<Static<S>>;
}
