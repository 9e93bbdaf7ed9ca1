import type { Defect } from './defects.ts';
import type { Simulation } from './simulate.ts';

/** How a seed is played again. */
export function commandFor(seed: number, defect?: Defect): string {
  return `npm run simulate -- --seed ${seed}${defect === undefined ? '' : ` --defect '${defect}'`}`;
}

/** What was wrong in a run, a sentence each; empty if nothing was. */
export function wrongsOf({ verdict, alarms }: Pick<Simulation, 'verdict' | 'alarms'>): string[] {
  const found = verdict.kind === 'invalid' ? verdict.violations.map(({ invariant, what }) => `${invariant}: ${what}`) : verdict.kind === 'unknown' ? verdict.reasons : [];
  return [...found, ...alarms];
}
