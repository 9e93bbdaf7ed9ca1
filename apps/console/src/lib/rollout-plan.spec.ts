import { describe, expect, it } from '@jest/globals';
import { readPlan } from './rollout-plan.ts';

const read = (query: string) => readPlan(new URLSearchParams(query));
const usual = { entry: 'catalog.*', target: 'catalog', mode: 'automatic' };
const given = 'entry=catalog.*&target=catalog';

describe('the plan of a rollout', () => {
  it.each<[string, object]>([
    ['&shadows=nonsense&steps=usual', usual],
    ['&mode=manual', { ...usual, mode: 'manual' }],
    ['&steps=own&shadows=50,100&canaries=1;+5+12.5%25', { ...usual, steps: [{ kind: 'shadow', percent: 50 }, { kind: 'shadow', percent: 100 }, ...[1, 5, 12.5].map((percent) => ({ kind: 'canary', percent })), { kind: 'remote' }] }],
    ['&steps=own', { ...usual, steps: [{ kind: 'remote' }] }],
    ['&calls=60&seconds=10&failures=0.7&slower=2&slowerMs=50&mismatches=0', { ...usual, gate: { minimumSamples: 60, dwellMs: 10_000, errorRate: 0.007, slowerBy: 2, slowerByMs: 50, mismatchRate: 0 } }],
    ['&calls=+&seconds=', usual],
  ])('is read from a form: %s', (query, plan) => expect(read(given + query)).toEqual({ plan }));

  it('is refused with all that is wrong, each at its field', () => {
    const { mistakes } = read('steps=own&shadows=0,x&canaries=25,5,100.001&calls=1.5&seconds=-1&failures=101&slower=0.9&slowerMs=1e3&mismatches=many') as { readonly mistakes: readonly { readonly field: string; readonly message: string }[] };
    expect(mistakes.map(({ field }) => field)).toEqual(['entry', 'target', 'shadows', 'shadows', 'canaries', 'canaries', 'calls', 'seconds', 'failures', 'mismatches', 'slower', 'slowerMs']);
    expect(mistakes.map(({ message }) => message)).toEqual(expect.arrayContaining(['Let them rise: 5 cannot follow 25.', 'Give a whole number from 1 to 1,000,000,000.', 'Give a number from 0 to 100.']));
  });

  it('has twenty steps at most', () => {
    const canaries = (count: number) => Array.from({ length: count }, (_, index) => index + 1).join(',');
    expect(read(`${given}&steps=own&canaries=${canaries(19)}`)).toHaveProperty('plan');
    expect(read(`${given}&steps=own&canaries=${canaries(20)}`)).toEqual({ mistakes: [{ field: 'canaries', message: 'These are 21 steps, with the last one; 20 are the most.' }] });
  });
});
