import type { RoutesAnswer } from '@banyan/control';
import { standingWords, timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { table, wrapped } from '../table.ts';
import { Reading } from './arguments.ts';

type RolloutView = RoutesAnswer['rollouts'][number];

export const rolloutStatus: Command = {
  name: 'rollout status',
  takes: '[<entry>]',
  does: 'show how rollouts stand, and what they wait for',
  flags: {},
  examples: [
    ['banyan rollout status', 'all rollouts'],
    ["banyan rollout status 'catalog.*'", 'that of the catalogue'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    const [entry] = words.length === 0 ? [undefined] : reading.words(words, '<entry>');
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const { rollouts } = await control.get<RoutesAnswer>('routes');
        const meant = rollouts.filter((rollout) => entry === undefined || rollout.entry === entry);
        const isFinding = entry !== undefined && meant.length === 0;
        const none = `There is no rollout${entry === undefined ? '' : ` of '${entry}'`}. Begin one: banyan rollout start ${entry ? `'${entry}'` : '<entry>'} --target <host>`;
        return { json: { rollouts: meant }, text: meant.length === 0 ? none : meant.map((rollout) => rolloutLines(rollout).join('\n')).join('\n\n'), isFinding };
      },
    };
  },
};

/** How a rollout stands, with the figures of both sides. */
export function rolloutLines({ entry, rollout, inForce, verdict }: RolloutView): string[] {
  const { figures } = verdict;
  const side = (name: string, { calls, failed, p99 }: typeof figures.target) => [name, String(calls), String(failed), p99 === undefined ? '–' : `${p99.toFixed(1)} ms`];
  const head = `Rollout of ${entry} to ${rollout.target} (${rollout.mode}): ${standingWords(rollout)}, since ${timeWords(rollout.since)} UTC.`;
  const isUnderWay = rollout.state === 'running' || rollout.state === 'held';
  return [
    wrapped(head, '  '),
    wrapped(inForce ? `  ${verdict.kind}: ${verdict.because}` : '  Somebody has changed the route past it; it is left alone.', '  '),
    ...(isUnderWay ? [table(['  side', 'calls', 'failed', 'p99'], [side('  target', figures.target), side('  home', figures.home)])] : []),
    ...(isUnderWay && figures.compared > 0 ? [`  ${figures.compared} answers compared, ${figures.mismatched} differed.`] : []),
  ];
}
