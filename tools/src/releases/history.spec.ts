import { describe, expect, it } from '@jest/globals';
import { begun, done, rollBackTarget, standing, type Action, type History } from './history.ts';

const empty: History = { environment: 'staging', entries: [] };
const after = (...steps: readonly (readonly [release: string, action?: Action])[]) => steps.reduce((history, [release, action = 'deploy']) => done(begun(history, release, action, '2026-01-01T00:00:00Z')), empty);

describe('rolling back', () => {
  it('leads to the release before', () => expect(rollBackTarget(after(['A'], ['B']))).toBe('A'));

  it('leads further back the second time, never to what was rolled back from', () => {
    const history = after(['A'], ['B'], ['C'], ['B', 'roll-back']);
    expect(standing(history)).toEqual(['A', 'B']);
    expect(rollBackTarget(history)).toBe('A');
  });

  it('leads to the last release that ran whole, if the newest was begun and not finished', () => {
    expect(rollBackTarget(begun(after(['A'], ['B']), 'C', 'deploy', ''))).toBe('B');
  });

  it('takes a release by its name only if it ran here and was not rolled back from', () => {
    const history = after(['A'], ['B'], ['C'], ['B', 'roll-back']);
    expect(rollBackTarget(history, 'A')).toBe('A');
    for (const release of ['C', 'D']) expect(() => rollBackTarget(history, release)).toThrow(`cannot be rolled back to ${release}. Those that ran here are: A, B.`);
  });

  it('is refused where nothing ran before', () => {
    expect(() => rollBackTarget(after(['A']))).toThrow('Those that ran here are: A. Deploy one instead.');
    expect(() => rollBackTarget(empty)).toThrow('No release has run whole here yet');
  });

  it('counts a release that was deployed twice once', () => expect(rollBackTarget(after(['A'], ['B'], ['B']))).toBe('A'));
});
