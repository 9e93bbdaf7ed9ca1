import { expect, it } from '@jest/globals';
import { readDrillOptions } from './options.ts';

const read = (...args: readonly string[]) => readDrillOptions(args, '/there');

it('plays the drills that are named, with the orders of a file or as many generated ones as are asked for', () => {
  expect(read('proxy', 'region')).toEqual({ options: { names: ['proxy', 'region'] }, mistakes: [] });
  expect(read('region', '--file', import.meta.filename)).toEqual({ options: { names: ['region'], file: import.meta.filename }, mistakes: [] });
  expect(read('region', '--orders', '60')).toEqual({ options: { names: ['region'], orders: 60 }, mistakes: [] });
});

it('tells everything that is wrong with how it was called', () => {
  expect(read().mistakes).toEqual([expect.stringContaining('Name a drill. There are: proxy,')]);
  expect(read('flood', '--orders', 'many', '--file', 'none.csv').mistakes).toEqual([
    expect.stringContaining("'flood' is no drill."),
    '--file none.csv: there is no such file.',
    '--orders many is not a number of orders; write --orders 60.',
    '--orders is for orders that are generated; leave it out beside --file.',
  ]);
});
