import type { Flag } from '../../start/flags.ts';
import type { Given } from '../command.ts';
import type { Reading } from './arguments.ts';

/** The flag of commands that are noted, but are no change of the routes. */
export const whyFlag = { why: { value: '<reason>', does: 'for whoever looks at banyan acts; the command itself if left out' } } as const satisfies Readonly<Record<string, Flag>>;

/** The reason, as the control API takes it. */
export function whyOf(reading: Reading, { line }: Given): string {
  return (reading.text('why') ?? line).slice(0, 1_000);
}
