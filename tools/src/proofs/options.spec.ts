import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../start/root.ts';
import { readProofOptions } from './options.ts';
import { proofNames, proofs } from './proofs.ts';

const read = (args: readonly string[]) => readProofOptions(args, { anySeed: 7, folder: root });

describe('npm run proofs', () => {
  it('runs all of them, or those that are named', () => {
    expect(read([])).toEqual({ options: { names: proofNames, minutes: '5', seed: '7' }, mistakes: [] });
    const some = read(['keys', 'crashes', '--seed', '3', '--minutes', '1', '--orders', 'package.json']);
    expect(some).toEqual({ options: { names: ['keys', 'crashes'], minutes: '1', seed: '3', orders: join(root, 'package.json') }, mistakes: [] });
  });

  it('tells everything that is wrong with how it was called', () => {
    const { mistakes } = read(['kyes', '--seed', 'x', '--speed', '--orders', 'nowhere.csv']);
    expect(mistakes.join('\n')).toMatch(/--speed[^]*'kyes' is no proof\. There are: changes,[^]*--orders nowhere\.csv: there is no such file[^]*--seed x is not a whole number/);
  });

  it.each(proofNames)('finds what %s runs', (name) => {
    expect(existsSync(join(root, proofs[name].file))).toBe(true);
  });
});
