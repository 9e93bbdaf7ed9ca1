import type { ChangeAnswer } from '@banyan/control';
import { routeWords, shareWords, standingWords } from '@banyan/control/words';
import type { Flag } from '../../start/flags.ts';
import type { Given, Outcome } from '../command.ts';
import { table, wrapped } from '../table.ts';
import type { Reading } from './arguments.ts';

/** The flags of every command that changes the routes. */
export const changeFlags = {
  why: { value: '<reason>', does: 'for the history; the command itself if left out' },
  by: { value: '<name>', does: 'who does it; your login name if left out' },
  'dry-run': { does: 'say what would change, and change nothing' },
  'if-version': { value: '<version>', does: 'only if this is the newest version still' },
} as const satisfies Readonly<Record<string, Flag>>;

/** Who, why and how, as the control API takes it. */
export function wishOf(reading: Reading, { user, line }: Given): object {
  const ifVersion = reading.number('if-version', { min: 1, max: Infinity, whole: true });
  return {
    by: reading.text('by') ?? user,
    why: (reading.text('why') ?? line).slice(0, 1_000),
    ...(reading.has('dry-run') ? { dryRun: true } : {}),
    ...(ifVersion === undefined ? {} : { ifVersion }),
  };
}

/** What a change has done, or would do. */
export function changed(answer: ChangeAnswer): Outcome {
  const { version, dryRun, moved, rollout } = answer;
  const head = dryRun ? `Version ${version} would be made; nothing was changed.` : `Version ${version} is made.`;
  const standing = rollout ? [`The rollout ${dryRun ? 'would be' : 'is'} ${standingWords(rollout)}.`] : [];
  const rows = moved.map(({ address, from, to, keys }) => [address, routeWords(from), routeWords(to), shareWords(keys)]);
  const moves = rows.length === 0 ? 'No operation is routed otherwise than before.' : table(['operation', 'from', 'to', 'keys moved'], rows);
  return { json: answer, text: [wrapped([head, ...standing].join(' ')), '', moves].join('\n') };
}
