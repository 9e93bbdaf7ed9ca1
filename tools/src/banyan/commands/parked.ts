import type { ParkedAnswer } from '@banyan/control';
import { timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { wrapped } from '../table.ts';
import { Reading } from './arguments.ts';
import { pageFlags, pageOf } from './pages.ts';

type Parked = ParkedAnswer['modules'][number]['parked'][number];

export const parked: Command = {
  name: 'parked',
  takes: '[module]',
  does: 'show which lanes go on only once somebody says how, and why, the longest parked first',
  flags: pageFlags,
  examples: [
    ['banyan parked', 'those of all modules'],
    ['banyan parked orders --json', 'those of orders, for programs; exits with 1 if there are some'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    const { query } = pageOf(reading, words);
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.get<ParkedAnswer>(`parked${query}`);
        const isFinding = answer.modules.some((module) => module.parked.length > 0);
        return { json: answer, text: isFinding ? answer.modules.flatMap(moduleText).join('\n') : 'No lane is parked.', isFinding };
      },
    };
  },
};

function moduleText({ module, parked: lanes, next }: ParkedAnswer['modules'][number]): string[] {
  const more = next === null ? [] : [`There may be more: banyan parked ${module} --after '${next}'`];
  return [...lanes.map((lane) => parkedText(module, lane)), ...more];
}

/** A parked lane: its name in one piece, to be copied. */
export function parkedText(module: string, { lane, call, since, attempts, why, behind }: Parked): string {
  const waiting = behind === 1 ? '1 call waits behind it' : `${behind} calls wait behind it`;
  return [
    `${module} '${lane}'`,
    wrapped(`    sequence ${call.sequence}, ${call.messageId}, accepted ${timeWords(call.acceptedAt)} UTC; ${waiting}`, '      '),
    wrapped(`    parked since ${timeWords(since)} UTC after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}: ${why.code}${why.message === '' ? '' : `: ${why.message}`}`, '      '),
    `    trace ${call.traceparent.split('-')[1] ?? '–'}`,
  ].join('\n');
}
