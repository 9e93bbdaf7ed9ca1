import type { ChangeAnswer } from '@banyan/control';
import type { Command } from '../command.ts';
import { Reading } from './arguments.ts';
import { changed, changeFlags, wishOf } from './changes.ts';

export const revert: Command = {
  name: 'revert',
  takes: '<version>',
  does: 'put the routes of an earlier version into force again, as a new one',
  flags: changeFlags,
  examples: [
    ['banyan revert 12', 'the routes of version 12; rollouts under way are ended'],
    ['banyan revert 12 --dry-run', 'what that would change'],
  ],
  prepare(given) {
    const reading = new Reading(given.flags);
    const [word = ''] = reading.words(given.words, '<version>');
    const version = word === '' ? undefined : reading.numberIn('The version', word, { min: 1, max: Infinity, whole: true });
    const wish = wishOf(reading, given);
    if (reading.mistakes.length > 0) return reading;
    return { run: async ({ control }) => changed(await control.send<ChangeAnswer>('POST', 'revert', { version, ...wish })) };
  },
};
