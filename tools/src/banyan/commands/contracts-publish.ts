import type { Command } from '../command.ts';
import { Reading } from './arguments.ts';
import { publishedFlag } from './published-flag.ts';

export const contractsPublish: Command = {
  name: 'contracts publish',
  takes: '',
  does: 'write each contract to a file of its version, unless one breaks what its version promises',
  flags: publishedFlag,
  examples: [['banyan contracts publish', 'a new file for each version that is not published yet']],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    if (reading.mistakes.length > 0) return reading;
    return { alone: async () => (await import('../contract-checks.ts')).publishContracts(reading.text('published')) };
  },
};
