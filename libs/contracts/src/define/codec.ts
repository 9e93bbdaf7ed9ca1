import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Settings } from 'typebox/system';
import type { Violation } from './call-error.ts';
import { compileCopier } from './copier.ts';

/** Whoever sends something wrong is told everything at once, up to this many places. */
Settings.Set({ maxErrors: 100 });

/** A schema made executable: the same check and the same copy at every border. */
export interface Codec<T> {
  readonly schema: TSchema;
  check(value: unknown): value is T;
  /** The ways in which a value does not fit, 100 of them at most; empty if it does. */
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
