import type { HistoryAnswer, HistoryState, RolloutStanding } from '@banyan/control';
import { routeWords, timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { wrapped } from '../table.ts';
import { Reading } from './arguments.ts';
import { pageFlags, pageIn } from './page-of-list.ts';

export const history: Command = {
  name: 'history',
  takes: '',
  does: 'show who changed what, when and why, newest first',
  flags: pageFlags('versions', 'version'),
  examples: [
    ['banyan history --limit 5', 'the last five changes'],
    ['banyan history --before 40', 'further back'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    const page = pageIn(reading);
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.get<HistoryAnswer>(`history?${page}`);
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
