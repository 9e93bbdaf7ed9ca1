import type { LanesAnswer } from '@banyan/control';
import { timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { table } from '../table.ts';
import { Reading } from './arguments.ts';
import { pageFlags, pageOf } from './pages.ts';

const states = { waiting: 'waiting', inHand: 'in hand', parked: 'parked' } as const;

export const lanes: Command = {
  name: 'lanes',
  takes: '[module]',
  does: 'show what waits to be executed: in lanes, the oldest call first',
  flags: pageFlags,
  examples: [
    ['banyan lanes', 'how many lanes wait, are in hand and are parked, by module'],
    ['banyan lanes orders --limit 50', 'the fifty of orders with the oldest calls too'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    const { module, query } = pageOf(reading, words);
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.get<LanesAnswer>(`lanes${query}`);
        return { json: answer, text: lanesText(answer, module) };
      },
    };
  },
};

function lanesText({ modules }: LanesAnswer, module: string | undefined): string {
  const rows = modules.map(({ module: name, waiting, inHand, parked, lanes: [oldest] }) => [name, ...[waiting, inHand, parked].map(String), oldest ? `${timeWords(oldest.oldest)} UTC` : '–']);
  const totals = table(['module', 'lanes waiting', 'in hand', 'parked', 'oldest call'], rows);
  const [shown] = modules;
  if (module === undefined || !shown || shown.lanes.length === 0) return totals;
  const each = shown.lanes.map(({ lane, state, calls, oldest, attempts }) => [lane, states[state], String(calls), `${timeWords(oldest)} UTC`, String(attempts)]);
  const more = shown.next === null ? [] : ['', `There may be more: banyan lanes ${module} --after '${shown.next}'`];
  return [totals, '', table(['lane', 'state', 'calls', 'oldest call', 'failed attempts'], each), ...more].join('\n');
}
