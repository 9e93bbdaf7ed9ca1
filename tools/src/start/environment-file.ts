import { writePrivately } from './whole-file.ts';

/**
 * Keeps an environment in a file for its owner alone, in the form that `node --env-file` and a shell read alike.
 * @throws {Error} if a value cannot be written in that form
 */
export function writeEnvironment(file: string, environment: Readonly<Record<string, string>>): void {
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${quoted(name, value)}`);
  writePrivately(file, `${lines.join('\n')}\n`);
}

function quoted(name: string, value: string): string {
  if (/^[A-Za-z0-9_.:/@%,+=-]*$/.test(value)) return value;
  if (/['\r\n]/.test(value)) throw new Error(`The value of ${name} holds a quote or a line break. Write it without.`);
  return `'${value}'`;
}
