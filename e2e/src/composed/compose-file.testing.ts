import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A service of `compose.yaml`, as far as tests look at it. */
export interface Service {
  readonly image: string;
  readonly build?: { readonly target: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly stop_grace_period?: string;
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, object>>;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const root = join(import.meta.dirname, '..', '..', '..');
export const composeText = readFileSync(join(root, 'compose.yaml'), 'utf8');

/** The names of the variables that the file asks for; it does without those that have another value. */
export function asked(): readonly string[] {
  return [...new Set([...composeText.matchAll(/\$\{(\w+)(?![\w]*:-)[^}]*\}/g)].map(([, name]) => name!))];
}

/** The file as Compose reads it, with these variables. @throws {Error} if one is missing */
export function composed(variables: Readonly<Record<string, string>>): ComposeFile {
  const filled = (text: string) =>
    text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string | undefined, rest: string) => {
      const value = variables[name] ?? (kind === '-' ? rest : undefined);
      if (value === undefined) throw new Error(`${name} is missing.`);
      return value;
    });
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return filled(value);
    if (Array.isArray(value)) return value.map(walk);
    return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)])) : value;
  };
  const { services, volumes } = walk(parse(composeText, { merge: true })) as ComposeFile;
  const asStrings = (environment: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));
  return { volumes, services: Object.fromEntries(Object.entries(services).map(([name, service]) => [name, service.environment ? { ...service, environment: asStrings(service.environment) } : service])) };
}
