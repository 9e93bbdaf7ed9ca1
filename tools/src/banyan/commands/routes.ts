import type { RoutesAnswer } from '@banyan/control';
import { routeWords, timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { table, wrapped } from '../table.ts';
import { Reading } from './arguments.ts';
import { rolloutLines } from './rollout-status.ts';

export const routes: Command = {
  name: 'routes',
  takes: '',
  does: 'show where each operation is answered',
  flags: {},
  examples: [
    ['banyan routes', 'every operation with its route, and the rollouts'],
    ['banyan routes --json', 'the same for a program'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.get<RoutesAnswer>('routes');
        return { json: answer, text: routesText(answer) };
      },
    };
  },
};

function routesText({ version, by, at, why, operations, groups, rollouts }: RoutesAnswer): string {
  const rows = operations.map(({ address, route, entry }) => [address, routeWords(route), entry ?? '–']);
  const together = groups.map(({ entry, addresses }) => wrapped(`${entry ?? 'Together'}: ${addresses.join(', ')}`, '  '));
  return [
    wrapped(`Version ${version} by ${by}, ${timeWords(at)} UTC: ${why}`, '  '),
    '',
    table(['operation', 'route', 'by entry'], rows),
    ...(together.length === 0 ? [] : ['', 'What changes its placement only together:', ...together]),
    ...rollouts.flatMap((rollout) => ['', ...rolloutLines(rollout)]),
  ].join('\n');
}
