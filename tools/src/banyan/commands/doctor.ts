import type { DoctorAnswer } from '@banyan/control';
import type { Command } from '../command.ts';
import { wrapped } from '../table.ts';
import { Reading } from './arguments.ts';

export const doctor: Command = {
  name: 'doctor',
  takes: '',
  does: 'look for what is wrong; it exits with 1 if there is something',
  flags: {},
  examples: [['banyan doctor', 'each finding with what to do about it']],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.get<DoctorAnswer>('doctor');
        const lines = answer.findings.flatMap(({ severity, message, next }) => [wrapped(`${severity}: ${message}`, '  '), wrapped(`  ${next}`, '  ')]);
        return { json: answer, text: lines.length === 0 ? 'All is well.' : lines.join('\n'), isFinding: lines.length > 0 };
      },
    };
  },
};
