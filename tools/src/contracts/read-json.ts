import { readFileSync } from 'node:fs';
import { shown } from '../start/root.ts';
import { Unreadable } from './unreadable.ts';

interface Mistake {
  readonly pointer: string;
  readonly message: string;
}

/** Reads a file of JSON. @throws {Unreadable} if it is not there, no JSON, or has mistakes */
export function readJson(file: string, what: string, mistakesIn: (value: unknown) => readonly Mistake[]): unknown {
  const value = parsed(file, what);
  const mistakes = mistakesIn(value).map(({ pointer, message }) => `  ${pointer || '/'} ${message}`);
  if (mistakes.length > 0) throw new Unreadable([`${shown(file)} is no ${what}:`, ...mistakes].join('\n'));
  return value;
}

function parsed(file: string, what: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new Unreadable(`${shown(file)} cannot be read as ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
