import type { ChangeAnswer } from '@banyan/control';
import type { Command } from '../command.ts';
import { Reading } from './arguments.ts';
import { changed, changeFlags, wishOf } from './changes.ts';

/** The commands that move a rollout which was begun. */
export const rolloutMoves: readonly Command[] = [
  move('advance', 'put the next step of a rollout into force', 'the next step, whatever the gate says'),
  move('hold', 'keep a rollout at its step; a breach still sends it back', 'it stays at its step'),
  move('resume', 'let a held rollout go on', 'it goes on'),
  move('rollback', 'take a rollout back: all at home again, in one step', 'all of the catalogue at home again'),
];

function move(name: 'advance' | 'hold' | 'resume' | 'rollback', does: string, example: string): Command {
  return {
    name: `rollout ${name}`,
    takes: '<entry>',
    does,
    flags: changeFlags,
    examples: [
      [`banyan rollout ${name} 'catalog.*'`, example],
      [`banyan rollout ${name} 'catalog.*' --dry-run`, 'what that would change'],
    ],
    prepare(given) {
      const reading = new Reading(given.flags);
      const [entry = ''] = reading.words(given.words, '<entry>');
      const wish = wishOf(reading, given);
      if (reading.mistakes.length > 0) return reading;
      return { run: async ({ control }) => changed(await control.send<ChangeAnswer>('POST', `rollouts/${encodeURIComponent(entry)}/${name}`, wish)) };
    },
  };
}
