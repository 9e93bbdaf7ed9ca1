import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readDemoOptions } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'banyan-demo-options-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (...args: string[]) => readDemoOptions(args, { folder });

describe('the command line of npm run demo', () => {
  it('needs nothing', () => {
    expect(read()).toEqual({ options: { quick: false, keep: false, data: join(folder, '.banyan/demo') }, mistakes: [] });
  });

  it('names a file, a folder, and what is to be otherwise', () => {
    expect(read('--file', 'orders.xlsx', '--data', 'demo', '--quick', '--keep')).toEqual({
      options: { file: join(folder, 'orders.xlsx'), quick: true, keep: true, data: join(folder, 'demo') },
      mistakes: [],
    });
  });

  it('takes no folder that holds something, since the folder is deleted at the end', () => {
    writeFileSync(join(folder, 'precious'), '');
    expect(read('--data', '.').mistakes).toEqual(['--data . is not an empty folder, and a demo deletes its folder. Name a new one.']);
  });

  it('lists everything that is wrong', () => {
    expect(read('orders.csv', '--quik').mistakes).toEqual([
      '--quik is not a flag. Did you mean --quick?',
      "'orders.csv' is not expected here. To play a file: npm run demo -- --file orders.csv",
    ]);
  });
});
