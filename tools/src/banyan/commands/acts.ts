import type { ActsAnswer } from '@banyan/control';
import { timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { wrapped } from '../table.ts';
import { Reading } from './arguments.ts';
import { pageFlags, pageIn } from './page-of-list.ts';

export const acts: Command = {
  name: 'acts',
  takes: '',
  does: 'show who retried, discarded, redrove or granted what, when and why, newest first',
  flags: pageFlags('acts', 'number'),
  examples: [
    ['banyan acts --limit 5', 'the last five'],
    ['banyan acts --before 40', 'further back'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    const page = pageIn(reading);
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.get<ActsAnswer>(`acts?${page}`);
        return { json: answer, text: answer.acts.length === 0 ? 'Nothing was done.' : answer.acts.map(actText).join('\n') };
      },
    };
  },
};

function actText({ number, at, kind, subject, by, why }: ActsAnswer['acts'][number]): string {
  return wrapped(`${number}  ${timeWords(at)} UTC  ${by}: ${kind} ${subject}: ${why}`, '    ');
}
