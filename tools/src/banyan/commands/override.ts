import type { OverrideAnswer } from '@banyan/control';
import { timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { Reading } from './arguments.ts';
import { whyFlag, whyOf } from './why-flag.ts';

export const override: Command = {
  name: 'override',
  takes: '<entry>=<host>…',
  does: 'grant a tester a token that has operations answered elsewhere than the routes say',
  flags: {
    minutes: { value: '<n>', does: 'how long it holds, 1440 at most; 60 if left out' },
    ...whyFlag,
    by: { value: '<name>', does: 'who grants it; your login name if left out' },
  },
  examples: [
    ["banyan override 'catalog.*=catalog' --minutes 30", 'catalog answers whoever sends the token'],
    ["banyan override 'catalog.*=local'", 'home answers, whatever the routes say'],
  ],
  prepare(given) {
    const { words, flags, user } = given;
    const reading = new Reading(flags);
    if (words.length === 0) reading.mistakes.push("<entry>=<host> is missing; write 'catalog.*=catalog'.");
    const pairs = words.flatMap((word): [string, string][] => {
      const [, entry, place] = /^([^=]+)=([^=]+)$/.exec(word) ?? [];
      if (entry !== undefined && place !== undefined) return [[entry, place]];
      reading.mistakes.push(`'${word}' is not <entry>=<host>; write 'catalog.*=catalog', or 'catalog.*=local' for home.`);
      return [];
    });
    const minutes = reading.number('minutes', { min: 1, max: 1_440, whole: true }) ?? 60;
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.send<OverrideAnswer>('POST', 'overrides', { routes: Object.fromEntries(pairs), minutes, by: reading.text('by') ?? user, why: whyOf(reading, given) });
        return { json: answer, text: [`It holds until ${timeWords(answer.expires)} UTC. Send it with each request:`, '', `banyan-override: ${answer.token}`].join('\n') };
      },
    };
  },
};
