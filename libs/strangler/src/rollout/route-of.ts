import type { Route } from '../routes/route.ts';
import type { Rollout, Step } from './rollout.ts';

/** The route of an entry that stands at a step. While it is being proven, home answers what its target fails at, where that may be. */
export function routeOf(step: Step, target: string): Route {
  switch (step.kind) {
    case 'shadow':
      return { kind: 'shadow', target, percent: step.percent };
    case 'canary':
      return { kind: 'canary', target, percent: step.percent, fallback: true };
    case 'remote':
      return { kind: 'remote', target, fallback: true };
  }
}

/** The step that a rollout stands at; undefined while all is at home. */
export function stepOf({ steps, at }: Rollout): Step | undefined {
  return steps[at];
}

/** Whether a route is what the rollout has made it; false once somebody has changed it past the rollout. */
export function isInForce(rollout: Rollout, route: Route | undefined): boolean {
  const step = stepOf(rollout);
  const meant: Route = step ? routeOf(step, rollout.target) : { kind: 'local' };
  if (!route) return meant.kind === 'local';
  return route.kind === meant.kind && targetOf(route) === targetOf(meant) && percentOf(route) === percentOf(meant);
}

function targetOf(route: Route): string | undefined {
  return route.kind === 'local' ? undefined : route.target;
}

function percentOf(route: Route): number | undefined {
  return route.kind === 'canary' || route.kind === 'shadow' ? route.percent : undefined;
}
