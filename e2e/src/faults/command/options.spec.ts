import { describe, expect, it } from '@jest/globals';
import { faults } from '../catalogue/index.ts';
import { faultHelp, readFaultOptions } from './options.ts';

const read = (...args: readonly string[]) => readFaultOptions(args, { anySeed: 7, folder: '/there' });

describe('npm run faults', () => {
  it('runs one fault that the seed chooses, once, or those that are named', () => {
    expect(read()).toEqual({ options: { faults: [], seeds: [7], seconds: 15, minutes: Infinity, busy: false, full: false, folder: '/there/.banyan/faults' }, mistakes: [] });
    const named = read('--fault', 'F04,F24', 'F56', '--seed', '3', '--seconds', '5', '--minutes', '2', '--busy', '--folder', 'runs');
    expect(named).toEqual({ options: { faults: ['F04', 'F24', 'F56'], seeds: [3], seconds: 5, minutes: 2, busy: true, full: false, folder: '/there/runs' }, mistakes: [] });
  });

  it('runs all of them with many seeds if it is to run in full', () => {
    const { options } = read('--full');
    expect(options.faults).toEqual(faults.map(({ number }) => number));
    expect([options.seeds.length, options.seeds[0], options.seeds.at(-1)]).toEqual([20, 1, 20]);
    expect(read('--full', '--seeds', '2', '--seed', '40', '--fault', 'F04').options).toMatchObject({ faults: ['F04'], seeds: [40, 41] });
  });

  it('tells everything that is wrong with how it was called', () => {
    const { mistakes } = read('--fault', 'F25,F99', '--seed', 'x', '--seconds', '0', '--seeds', '3', '--speed');
    expect(mistakes.join('\n')).toMatch(/--speed[^]*F25 cannot be brought about here: the embedded[^]*'F99' is no fault\. There are: F01,[^]*--seed x is not a whole number[^]*--seconds 0[^]*--seeds is for --full/);
  });

  it('gives the hosts a mistake that is named by some of its words, under the fault that brings it to light', () => {
    const { options, mistakes } = read('--sabotage', 'had for a further one');
    expect(mistakes).toEqual([]);
    expect(options).toMatchObject({ faults: ['F12'], sabotage: 'an inbox takes a call that it has had for a further one', folder: '/there/.banyan/sabotage' });
    expect(read('--sabotage', 'a further one', '--fault', 'F13').options.faults).toEqual(['F13']);
    expect(read('--sabotage', 'stock is', '--full').mistakes.join('\n')).toMatch(/names \d mistakes; give words of one: stock is counted[^]*--sabotage is for single runs/);
    expect(read('--sabotage', 'nobody made it').mistakes.join('\n')).toMatch(/names 0 mistakes; give words of one: an order is accepted/);
  });

  it('tells what there is, and what is not', () => {
    const help = faultHelp().join('\n');
    expect(help).toMatch(/F04 {2}kills orders[^]*Not here:[^]*F25 [^]*Mistakes[^]*F12 {2}an inbox takes/);
  });
});
