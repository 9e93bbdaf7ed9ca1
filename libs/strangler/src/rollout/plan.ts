import type { Gate, Step } from './rollout.ts';

/** Home and target watched side by side for a minute with 200 calls: at most 1 % more may fail, p99 may be half as long again, no answer may be wrong. */
export const defaultGate: Gate = Object.freeze({
  minimumSamples: 200,
  dwellMs: 60_000,
  errorRate: 0.01,
  slowerBy: 1.5,
  slowerByMs: 20,
  mismatchRate: 0,
});

/** From home to the target; without the shadow where there is nothing to compare. */
export function defaultSteps({ shadowable }: { readonly shadowable: boolean }): Step[] {
  const canaries = [1, 5, 25, 50, 100].map((percent): Step => ({ kind: 'canary', percent }));
  return [...(shadowable ? [{ kind: 'shadow', percent: 100 } as const] : []), ...canaries, { kind: 'remote' }];
}

/** Everything that keeps steps and a gate from being a plan; empty if there is nothing. */
export function planViolations(steps: readonly Step[], gate: Gate, { shadowable }: { readonly shadowable: boolean }): string[] {
  return [...stepViolations(steps, shadowable), ...gateViolations(gate)];
}

function stepViolations(steps: readonly Step[], shadowable: boolean): string[] {
  const found: string[] = [];
  if (steps.findIndex(({ kind }) => kind === 'remote') !== steps.length - 1 || steps.length === 0) {
    found.push("The steps have to end with 'remote', and to have it there only.");
  }
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'remote') continue;
    if (!(step.percent > 0 && step.percent <= 100)) found.push(`A ${step.kind} of ${step.percent} percent is no step; give more than 0, up to 100.`);
    const next = steps[index + 1];
    if (step.kind === 'canary' && next?.kind === 'shadow') found.push('A shadow cannot follow a canary; shadow first.');
    if (step.kind === next?.kind && next.percent <= step.percent) {
      found.push(`A ${step.kind} of ${next.percent} percent cannot follow one of ${step.percent}; let the steps rise.`);
    }
  }
  if (!shadowable && steps.some(({ kind }) => kind === 'shadow')) {
    found.push('None of its operations can be shadowed: they are writes which nothing plans. Leave the shadow step out.');
  }
  return found;
}

function gateViolations(gate: Gate): string[] {
  const rules: readonly [keyof Gate, boolean, string][] = [
    ['minimumSamples', Number.isSafeInteger(gate.minimumSamples) && gate.minimumSamples >= 1, 'a whole number from 1 on'],
    ['dwellMs', isFrom(gate.dwellMs, 0), 'milliseconds from 0 on'],
    ['errorRate', isFrom(gate.errorRate, 0, 1), 'a share, 0 to 1'],
    ['slowerBy', isFrom(gate.slowerBy, 1), 'a factor from 1 on'],
    ['slowerByMs', isFrom(gate.slowerByMs, 0), 'milliseconds from 0 on'],
    ['mismatchRate', isFrom(gate.mismatchRate, 0, 1), 'a share, 0 to 1'],
  ];
  return rules.flatMap(([name, isGood, expected]) => (isGood ? [] : [`The gate's ${name} is ${String(gate[name])}; give ${expected}.`]));
}

function isFrom(value: number, lowest: number, highest = Number.MAX_VALUE): boolean {
  return value >= lowest && value <= highest;
}
