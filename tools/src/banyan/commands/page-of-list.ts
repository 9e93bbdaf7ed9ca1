import type { Command } from '../command.ts';
import type { Reading } from './arguments.ts';

/** The flags by which a long list is read in parts. @param entries what it lists: `versions` @param number what each is known by: `version` */
export function pageFlags(entries: string, number: string): Command['flags'] {
  return {
    limit: { value: '<n>', does: `so many ${entries}, 200 at most; 20 if left out` },
    before: { value: `<${number}>`, does: 'only those before this one' },
  };
}

/** The part that is asked for, as the control API takes it: `limit=20&before=40`. */
export function pageIn(reading: Reading): string {
  const limit = reading.number('limit', { min: 1, max: 200, whole: true }) ?? 20;
  const before = reading.number('before', { min: 1, max: 999_999_999, whole: true });
  return `limit=${limit}${before === undefined ? '' : `&before=${before}`}`;
}
