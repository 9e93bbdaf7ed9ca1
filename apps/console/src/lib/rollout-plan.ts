import type { Rollout, Step } from './answers.ts';
import { gateFields, readGate, type GateField } from './rollout-gate.ts';

/** A rollout as a form asks for it. What is left out is as usual. */
export interface RolloutPlan {
  readonly entry: string;
  readonly target: string;
  readonly mode: Rollout['mode'];
  readonly steps?: readonly Step[];
  readonly gate?: Partial<Rollout['gate']>;
}

/** A field of the form, and what is wrong with what stands in it. */
export interface PlanMistake {
  readonly field: PlanField;
  readonly message: string;
}
export type PlanField = 'entry' | 'target' | StepsField | GateField;
type StepsField = 'shadows' | 'canaries';

/** What each field is called, in the order of the form. */
export const planFields: Readonly<Record<PlanField, string>> = {
  entry: 'Of',
  target: 'To host',
  shadows: 'Shadows, in percent of the calls',
  canaries: 'Canaries, in percent of the keys',
  ...(Object.fromEntries(gateFields.map(({ name, label }) => [name, label])) as Record<GateField, string>),
};

/** Steps that a rollout has at most. */
const mostSteps = 20;

/** Reads a rollout from a form; all that is wrong is told at once. */
export function readPlan(query: URLSearchParams): { readonly plan: RolloutPlan } | { readonly mistakes: readonly PlanMistake[] } {
  const mistakes: PlanMistake[] = [];
  const [entry, target] = [textOf(query, 'entry'), textOf(query, 'target')];
  if (entry === '') mistakes.push({ field: 'entry', message: 'Say which operation, group or module it is about, such as catalog.*.' });
  if (target === '') mistakes.push({ field: 'target', message: 'Name the host that is to answer, such as catalog.' });
  const steps = query.get('steps') === 'own' ? readSteps(query, mistakes) : undefined;
  const gate = readGate((name) => textOf(query, name), (field, message) => mistakes.push({ field, message }));
  if (mistakes.length > 0) return { mistakes };
  const mode = query.get('mode') === 'manual' ? 'manual' : 'automatic';
  return { plan: { entry, target, mode, ...(steps ? { steps } : {}), ...(Object.keys(gate).length > 0 ? { gate } : {}) } };
}

function readSteps(query: URLSearchParams, mistakes: PlanMistake[]): Step[] {
  const shadows = readShares('shadows', query, mistakes).map((percent): Step => ({ kind: 'shadow', percent }));
  const canaries = readShares('canaries', query, mistakes).map((percent): Step => ({ kind: 'canary', percent }));
  const steps: Step[] = [...shadows, ...canaries, { kind: 'remote' }];
  if (steps.length > mostSteps) mistakes.push({ field: 'canaries', message: `These are ${steps.length} steps, with the last one; ${mostSteps} are the most.` });
  return steps;
}

/** Percentages with commas or spaces between; each higher than the one before. */
function readShares(field: StepsField, query: URLSearchParams, mistakes: PlanMistake[]): number[] {
  const words = textOf(query, field).split(/[\s,;]+/).filter((word) => word !== '');
  const shares = words.map((word) => (/^\d{1,3}(\.\d{1,2})?%?$/.test(word) ? Number.parseFloat(word) : NaN));
  for (const [index, share] of shares.entries()) {
    const before = shares[index - 1];
    if (!(share > 0 && share <= 100)) mistakes.push({ field, message: `‘${words[index]}’ is no share: give percents above 0, up to 100, in steps of 0.01, such as 1, 5, 25.` });
    else if (before !== undefined && share <= before) mistakes.push({ field, message: `Let them rise: ${share} cannot follow ${before}.` });
  }
  return shares;
}

function textOf(query: URLSearchParams, name: string): string {
  return query.get(name)?.trim() ?? '';
}
