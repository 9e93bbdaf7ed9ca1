import type { Command } from '../command.ts';
import { Reading } from './arguments.ts';
import { publishedFlag } from './published-flag.ts';
import { wantedFlags, wantedHost } from './wanted-host.ts';

export const contractsCheck: Command = {
  name: 'contracts check',
  takes: '',
  does: 'look for changes of contracts that break their consumers; it exits with 1 if there is one',
  flags: {
    against: { value: '<path>', does: 'judge a deployment against what an environment runs: a file, or a folder of such files' },
    host: { value: '<name>', does: 'only this host, with --against; every host, each alone, if left out' },
    ...wantedFlags,
    ...publishedFlag,
  },
  examples: [
    ['banyan contracts check', 'whether each contract keeps what was published, and its version says what is new'],
    ['banyan contracts check --against environments/production.json --host orders', 'whether everyone there would understand orders, and orders them'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    reading.words(words);
    const [against, published] = [reading.text('against'), reading.text('published')];
    for (const name of ['host', 'serves', 'needs']) {
      if (against === undefined && reading.has(name)) reading.mistakes.push(`--${name} means nothing without --against; name what an environment runs.`);
    }
    const wanted = wantedHost(reading);
    if (wanted.host === undefined && (wanted.serves ?? wanted.needs)) reading.mistakes.push('--serves and --needs mean nothing without --host; name the host.');
    if (reading.mistakes.length > 0) return reading;
    return {
      alone: async () => {
        // Loaded when it is called for: other commands need no contracts, and are quicker without.
        const { checkDeployment, checkHistory } = await import('../contract-checks.ts');
        return against === undefined ? checkHistory(published) : checkDeployment(against, wanted, published);
      },
    };
  },
};
