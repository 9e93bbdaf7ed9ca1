import { codecOf } from '@banyan/contracts/define';
import type { Static, TObject, TSchema } from 'typebox';

/**
 * Reads settings from environment variables; empty ones count as left out.
 * @param schema an object of strings, each with a `description` that says what belongs there
 * @throws {SettingsRefused} that lists every variable that is missing or malformed, but no value: it may be a secret
 */
export function readSettings<S extends TObject>(schema: S, environment: Readonly<Record<string, string | undefined>>): Static<S> {
  const given: Record<string, string> = {};
  const wrong: string[] = [];
  for (const [name, expected] of Object.entries(schema.properties)) {
    const value = environment[name];
    if (value === undefined || value === '') {
      if (schema.required?.includes(name)) wrong.push(`${name} is missing: ${describe(expected)}`);
    } else if (codecOf(expected).check(value)) {
      given[name] = value;
    } else {
      wrong.push(`${name} is malformed: ${describe(expected)}`);
    }
  }
  if (wrong.length > 0) throw new SettingsRefused(wrong);
  return given as Static<S>;
}

/** Settings that a host cannot start with. */
export class SettingsRefused extends Error {
  override readonly name = 'SettingsRefused';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings are refused:\n- ${problems.join('\n- ')}`);
    this.problems = problems;
  }
}

/** What a setting's schema says of it. */
function describe(schema: TSchema): string {
  return String((schema as { description?: unknown }).description ?? 'see the README for its form.');
}
