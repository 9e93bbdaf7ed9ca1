import type { HistoryAnswer, HistoryState, RolloutStanding } from '@banyan/control';
import { routeWords, timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { wrapped } from '../table.ts';
import { Reading } from './arguments.ts';

export const history: Command = {
  name: 'history',
  takes: '',
  does: 'show who changed what, when and why, newest first',
  flags: {
    limit: { value: '<n>', does: 'so many versions, 200 at most; 20 if left out' },
    before: { value: '<version>', does: 'only those before this one' },
  },
  examples: [
    ['banyan history --limit 5', 'the last five changes'],
    ['banyan history --before 40', 'further back'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    const limit = reading.number('limit', { min: 1, max: 200, whole: true }) ?? 20;
    const before = reading.number('before', { min: 1, max: 999_999_999, whole: true });
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.get<HistoryAnswer>(`history?limit=${limit}${before === undefined ? '' : `&before=${before}`}`);
        return { json: answer, text: answer.states.length === 0 ? 'There is no version.' : answer.states.map(stateText).join('\n') };
      },
    };
  },
};

function stateText(state: HistoryState): string {
  if ('unreadable' in state) return wrapped(`${state.version}  cannot be read: ${state.unreadable}`, '    ');
  const { version, by, at, why, changes } = state;
  return [
    wrapped(`${version}  ${timeWords(at)} UTC  ${by}: ${why}`, '    '),
    ...(changes === null ? ['    (The version before cannot be read.)'] : []),
    ...(changes?.routes ?? []).map(({ entry, before, after }) => wrapped(`    ${entry}: ${routeWords(before)} → ${routeWords(after)}`, '      ')),
    ...(changes?.rollouts ?? []).map(({ entry, before, after }) => wrapped(`    rollout of ${entry}: ${rolloutWords(before)} → ${rolloutWords(after)}`, '      ')),
  ].join('\n');
}

function rolloutWords(standing: RolloutStanding | null): string {
  if (!standing) return '–';
  if (standing.state === 'rolledBack') return 'rolled back';
  return standing.state === 'done' ? 'done' : `${standing.state} at step ${standing.at + 1}`;
}
