import type { ActsAnswer } from '@banyan/control';
import { timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { wrapped } from '../table.ts';
import { Reading } from './arguments.ts';

export const acts: Command = {
  name: 'acts',
  takes: '',
  does: 'show who retried, discarded, redrove or granted what, when and why, newest first',
  flags: {
    limit: { value: '<n>', does: 'so many, 200 at most; 20 if left out' },
    before: { value: '<number>', does: 'only those before this one' },
  },
  examples: [
    ['banyan acts --limit 5', 'the last five'],
    ['banyan acts --before 40', 'further back'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    const limit = reading.number('limit', { min: 1, max: 200, whole: true }) ?? 20;
    const before = reading.number('before', { min: 1, max: 999_999_999, whole: true });
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.get<ActsAnswer>(`acts?limit=${limit}${before === undefined ? '' : `&before=${before}`}`);
        return { json: answer, text: answer.acts.length === 0 ? 'Nothing was done.' : answer.acts.map(actText).join('\n') };
      },
    };
  },
};

function actText({ number, at, kind, subject, by, why }: ActsAnswer['acts'][number]): string {
  return wrapped(`${number}  ${timeWords(at)} UTC  ${by}: ${kind} ${subject}: ${why}`, '    ');
}
