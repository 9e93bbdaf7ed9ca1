import type { ChangeAnswer } from '@banyan/control';
import type { Route } from '@banyan/strangler';
import { nearest } from '../../start/nearest.ts';
import type { Command } from '../command.ts';
import { Reading } from './arguments.ts';
import { changed, changeFlags, wishOf } from './changes.ts';

const kinds = ['local', 'remote', 'canary', 'shadow'] as const;
type Kind = (typeof kinds)[number];
const taken: Readonly<Record<Kind, readonly string[]>> = { local: [], remote: ['target', 'fallback'], canary: ['target', 'percent', 'fallback'], shadow: ['target', 'percent'] };
const isKind = (word: string): word is Kind => (kinds as readonly string[]).includes(word);

export const set: Command = {
  name: 'set',
  takes: '<entry> local|remote|canary|shadow',
  does: 'set the route of an operation, a group or a module',
  flags: {
    target: { value: '<host>', does: 'the host that is to answer, or to be watched' },
    percent: { value: '<percent>', does: 'share of the keys (canary) or of the calls (shadow), in steps of 0.01' },
    fallback: { does: 'home answers what the target has certainly not executed' },
    ...changeFlags,
  },
  examples: [
    ["banyan set 'catalog.*' canary --target catalog --percent 5", '5 % of the keys are answered by catalog'],
    ['banyan set catalog.getProduct shadow --target catalog --percent 100 --dry-run', 'what that would change'],
    ["banyan set 'catalog.*' local --why 'Prices are wrong.'", 'all of it at home again'],
  ],
  prepare(given) {
    const reading = new Reading(given.flags);
    const [entry = '', kind = ''] = reading.words(given.words, '<entry>', 'local, remote, canary or shadow');
    if (kind !== '' && !isKind(kind)) reading.mistakes.push(`'${kind}' is none of ${kinds.join(', ')}.${hint(kind)}`);
    const wish = wishOf(reading, given);
    const route = isKind(kind) ? routeOf(kind, reading) : undefined;
    if (reading.mistakes.length > 0) return reading;
    return { run: async ({ control }) => changed(await control.send<ChangeAnswer>('PUT', 'routes', { entry, route, ...wish })) };
  },
};

function routeOf(kind: Kind, reading: Reading): Route {
  for (const flag of ['target', 'percent', 'fallback']) {
    if (reading.has(flag) && !taken[kind].includes(flag)) reading.mistakes.push(`--${flag} means nothing to a ${kind} route; leave it out.`);
  }
  if (kind === 'local') return { kind };
  const target = reading.needed('target', '<host>');
  const fallback = reading.has('fallback') ? { fallback: true } : {};
  if (kind === 'remote') return { kind, target, ...fallback };
  if (!reading.has('percent')) reading.needed('percent', '5');
  const percent = reading.number('percent', { min: 0, max: 100 }) ?? 0;
  return kind === 'canary' ? { kind, target, percent, ...fallback } : { kind, target, percent };
}

function hint(word: string): string {
  const meant = nearest(word, kinds);
  return meant ? ` Did you mean ${meant}?` : '';
}
