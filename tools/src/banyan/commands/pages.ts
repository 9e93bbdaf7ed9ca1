import type { Flag } from '../../start/flags.ts';
import type { Reading } from './arguments.ts';

/** The flags of commands that list lanes. */
export const pageFlags = {
  limit: { value: '<n>', does: 'so many of a module, 200 at most; 20 if left out' },
  after: { value: '<mark>', does: 'go on there, as the list before says' },
} as const satisfies Readonly<Record<string, Flag>>;

/** A module, if one is named, and which part of its list, as the control API takes it. */
export function pageOf(reading: Reading, words: readonly string[]): { readonly module: string | undefined; readonly query: string } {
  const [module] = words;
  for (const word of words.slice(1)) reading.mistakes.push(`'${word}' is one word too many; leave it out.`);
  const limit = reading.number('limit', { min: 1, max: 200, whole: true });
  const after = reading.text('after');
  if (after !== undefined && module === undefined) reading.mistakes.push('--after means nothing without a module; name it.');
  const asked = Object.entries({ module, limit, after }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
  return { module, query: asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}` };
}
