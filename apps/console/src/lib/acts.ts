import type { Route } from './answers.ts';
import { readPlan, type RolloutPlan } from './rollout-plan.ts';
import { routeWords } from './words.ts';

/** What an operator may do to routes. */
export type Act =
  | { readonly kind: 'route'; readonly entry: string; readonly route: Route }
  | ({ readonly kind: 'start' } & RolloutPlan)
  | { readonly kind: Move; readonly entry: string }
  | { readonly kind: 'revert'; readonly version: number };

export type Move = (typeof moves)[number];
const moves = ['advance', 'hold', 'resume', 'rollback'] as const;

/** An act that was read from an address, or what is wrong with it. */
export type ReadAct = { readonly act: Act } | { readonly mistakes: readonly string[] };

/** The address of the page that asks whether to do it. */
export function askFor(act: Exclude<Act, { kind: 'route' | 'start' }>): string {
  const { kind, ...rest } = act;
  return `/change?${new URLSearchParams({ act: kind, ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])) }).toString()}`;
}

/** Reads an act from an address, as forms and `askFor` write it. */
export function readAct(query: URLSearchParams): ReadAct {
  const kind = query.get('act') ?? '';
  const entry = query.get('entry')?.trim() ?? '';
  const target = query.get('target')?.trim() ?? '';
  if (kind === 'revert') {
    const version = Number(query.get('version'));
    return Number.isInteger(version) && version > 0 ? { act: { kind, version } } : { mistakes: ['Say which version is to be taken again: a whole number from 1 on.'] };
  }
  if (kind === 'start') {
    const read = readPlan(query);
    return 'plan' in read ? { act: { kind, ...read.plan } } : { mistakes: read.mistakes.map(({ message }) => message) };
  }
  if (entry === '') return { mistakes: ['Say which operation, group or module it is about, such as catalog.*.'] };
  if ((moves as readonly string[]).includes(kind)) return { act: { kind: kind as Move, entry } };
  if (kind === 'route') return routeAct(entry, target, query);
  return { mistakes: ['There is no such thing to do.'] };
}

const noTarget = 'Name the host that is to answer, such as catalog.';

function routeAct(entry: string, target: string, query: URLSearchParams): ReadAct {
  const kind = query.get('kind');
  if (kind === 'local') return { act: { kind: 'route', entry, route: { kind } } };
  const mistakes = target === '' ? [noTarget] : [];
  const fallback = query.get('fallback') === 'home' ? { fallback: true } : {};
  if (kind === 'remote') return mistakes.length > 0 ? { mistakes } : { act: { kind: 'route', entry, route: { kind, target, ...fallback } } };
  const percent = Number(query.get('percent') || NaN);
  if (!(percent >= 0 && percent <= 100)) mistakes.push('Say how many percent: from 0 to 100.');
  if (kind !== 'canary' && kind !== 'shadow') mistakes.push('Choose one of local, shadow, canary and remote.');
  else if (mistakes.length === 0) return { act: { kind: 'route', entry, route: kind === 'canary' ? { kind, target, percent, ...fallback } : { kind, target, percent } } };
  return { mistakes };
}

/** The act as a title, and as the word on the button that does it. */
export function actWords(act: Act): { readonly title: string; readonly button: string } {
  switch (act.kind) {
    case 'route':
      return { title: `Route ${act.entry}: ${routeWords(act.route)}`, button: 'Change the route' };
    case 'start':
      return { title: `Begin a rollout of ${act.entry} to ${act.target}`, button: 'Begin the rollout' };
    case 'advance':
      return { title: `Advance the rollout of ${act.entry}`, button: 'Advance' };
    case 'hold':
      return { title: `Hold the rollout of ${act.entry}`, button: 'Hold' };
    case 'resume':
      return { title: `Resume the rollout of ${act.entry}`, button: 'Resume' };
    case 'rollback':
      return { title: `Roll ${act.entry} back`, button: 'Roll back' };
    case 'revert':
      return { title: `Take the routes of version ${act.version} again`, button: 'Take them again' };
  }
}

/** Whether it can only take traffic back to where it was before. */
export const takesBack = ({ kind }: Act) => kind === 'rollback' || kind === 'revert' || kind === 'hold';

/** The request to the control API, without who and why. */
export function requestFor(act: Act): { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body: Readonly<Record<string, unknown>> } {
  switch (act.kind) {
    case 'route':
      return { method: 'PUT', path: 'routes', body: { entry: act.entry, route: act.route } };
    case 'start': {
      const { kind: _start, entry, ...plan } = act;
      return { method: 'POST', path: `rollouts/${encodeURIComponent(entry)}`, body: plan };
    }
    case 'revert':
      return { method: 'POST', path: 'revert', body: { version: act.version } };
    default:
      return { method: 'POST', path: `rollouts/${encodeURIComponent(act.entry)}/${act.kind}`, body: {} };
  }
}
