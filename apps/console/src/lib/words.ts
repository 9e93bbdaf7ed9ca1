import type { Rollout, Route, Step } from './answers.ts';

/** A route as people say it: `canary 5 % at orders`. */
export function routeWords(route: Route | null): string {
  if (!route) return 'none of its own';
  switch (route.kind) {
    case 'local':
      return 'local';
    case 'remote':
      return `remote at ${route.target}${fallbackWords(route)}`;
    case 'canary':
      return `canary ${route.percent} % at ${route.target}${fallbackWords(route)}`;
    case 'shadow':
      return `shadow ${route.percent} % at ${route.target}`;
  }
}

function fallbackWords({ fallback }: { readonly fallback?: boolean }): string {
  return fallback ? ', else home' : '';
}

/** `canary 5 %` */
export function stepWords(step: Step): string {
  return step.kind === 'remote' ? 'remote' : `${step.kind} ${step.percent} %`;
}

/** Where a rollout stands: `running at canary 5 %, step 2 of 7`. */
export function standingWords({ state, steps, at }: Pick<Rollout, 'state' | 'steps' | 'at'>): string {
  const step = steps[at];
  if (state === 'rolledBack' || !step) return 'rolled back';
  return state === 'done' ? 'done' : `${state} at ${stepWords(step)}, step ${at + 1} of ${steps.length}`;
}

/** A share, 0 to 1: `12.5 %`. */
export function shareWords(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

/** Milliseconds: `4.2 ms`, or a dash where none were measured. */
export function msWords(milliseconds: number | null | undefined): string {
  if (milliseconds == null) return '–';
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds).toLocaleString('en-GB')} ms`;
}

/** Calls in a second: `12.5/s`. */
export function rateWords(rate: number): string {
  return `${rate === 0 ? '0' : rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en-GB')}/s`;
}

/** `12 s`, `3 min`, `2 h` */
export function durationWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

/** `2026-01-01 00:00:00`, in UTC. */
export function timeWords(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** `1 call`, `2 calls` */
export function countWords(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`;
}
