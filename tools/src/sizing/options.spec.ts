import { describe, expect, it } from '@jest/globals';
import { readSizingOptions } from './options.ts';

const read = (...args: string[]) => readSizingOptions(args, import.meta.dirname);

describe('the command line of npm run sizing', () => {
  it('needs nothing', () => {
    expect(read()).toEqual({ options: { times: [1, 10, 100], assumptions: { readsPerOrder: 200, provider: 0.2, coreSpeed: 1 }, json: false }, mistakes: [] });
  });

  it('takes a file, factors and what is assumed', () => {
    const { options, mistakes } = read('--file', 'options.ts', '--times', '0.5,1000', '--reads', '0', '--provider', '350', '--speed', '0.8', '--json');
    expect(mistakes).toEqual([]);
    expect(options).toEqual({ file: `${import.meta.dirname}/options.ts`, times: [0.5, 1_000], assumptions: { readsPerOrder: 0, provider: 0.35, coreSpeed: 0.8 }, json: true });
  });

  it('tells all that is wrong at once, with what would be right', () => {
    const { mistakes } = read('orders.csv', '--file', 'nowhere.csv', '--times', '1,,0', '--reads', 'many', '--provider', '-1', '--speed', '0', '--tims', '3');
    expect(mistakes).toEqual([
      expect.stringContaining('--provider needs a value'),
      '--tims is not a flag. Did you mean --times?',
      "'orders.csv' is not expected here; name a file with --file orders.csv.",
      '--file nowhere.csv: there is no such file.',
      '--times 1,,0 is not a list of up to three factors; write --times 1,10,100.',
      '--reads many is not a number of pages; write --reads 200.',
      '--speed 0 is not a factor above 0; write --speed 0.8.',
    ]);
  });

  it('refuses more factors than fit into a line', () => {
    expect(read('--times', '1,2,3,4').mistakes).toHaveLength(1);
  });
});
