import type { Rollout, Route, Step } from '@banyan/strangler';

/** A route as people say it: `canary 5 % at orders`. @param none where there is none */
export function routeWords(route: Route | null, none = '–'): string {
  if (!route) return none;
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

/** `2026-01-01 00:00:00`, in UTC. */
export function timeWords(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
