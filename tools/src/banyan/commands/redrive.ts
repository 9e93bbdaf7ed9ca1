import type { RedriveAnswer } from '@banyan/control';
import type { Command } from '../command.ts';
import { table } from '../table.ts';
import { Reading } from './arguments.ts';
import { laneFlags } from './lane-flags.ts';
import { whyFlag, whyOf } from './why-flag.ts';

export const redrive: Command = {
  name: 'redrive',
  takes: '<module>',
  does: 'take what lies parked beside a module’s queues back into them; twice is harmless',
  flags: { ...whyFlag, by: laneFlags.by },
  examples: [['banyan redrive orders', 'once what could not be read can be']],
  prepare(given) {
    const reading = new Reading(given.flags);
    const [module] = reading.words(given.words, '<module>');
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.send<RedriveAnswer>('POST', 'queues/redrive', { module, by: reading.text('by') ?? given.user, why: whyOf(reading, given) });
        return { json: answer, text: table(['queue', 'messages taken back'], answer.queues.map(({ queue, moved }) => [queue, String(moved)])) };
      },
    };
  },
};
