import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../start/root.ts';
import { readProofOptions } from './options.ts';
import { proofNames, proofs } from './proofs.ts';

describe('npm run proofs', () => {
  it('runs all of them, or those that are named', () => {
    expect(readProofOptions([], 7)).toEqual({ options: { names: proofNames, minutes: '5', seed: '7' }, mistakes: [] });
    const some = readProofOptions(['keys', 'crashes', '--seed', '3', '--minutes', '1'], 7);
    expect(some).toEqual({ options: { names: ['keys', 'crashes'], minutes: '1', seed: '3' }, mistakes: [] });
  });

  it('tells everything that is wrong with how it was called', () => {
    const { mistakes } = readProofOptions(['kyes', '--seed', 'x', '--speed'], 7);
    expect(mistakes.join('\n')).toMatch(/--speed[^]*'kyes' is no proof\. There are: changes,[^]*--seed x is not a whole number/);
  });

  it.each(proofNames)('finds what %s runs', (name) => {
    expect(existsSync(join(root, proofs[name].file))).toBe(true);
  });
});
