import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { brokenResult, type Result } from './result.ts';
import { ResultsFile } from './results-file.ts';

let folder: string;
let file: ResultsFile;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'results-'));
  file = new ResultsFile(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const valid = (seed: number): Result => ({ fault: 'F04', seed, verdict: 'valid', orders: 10, accepted: 10, refused: 0, drained: 5, why: [] });

describe('the file of results', () => {
  it('is empty until the first', async () => {
    expect([await file.all(), [...(await file.done())]]).toEqual([[], []]);
  });

  it('says what need not be run again, also to those who come later', async () => {
    await file.append(valid(1));
    await file.append(valid(2));
    expect([...(await new ResultsFile(folder).done())]).toEqual(['F04 1', 'F04 2']);
  });

  it('has a run that broke off run again, and then counts the new result only', async () => {
    await file.append(brokenResult('F04', 1, new Error('the shop did not start', { cause: new Error('no memory') })));
    expect([...(await file.done())]).toEqual([]);
    expect((await file.all())[0]!.why.join()).toMatch(/did not start[^]*no memory/);
    await file.append(valid(1));
    expect(await file.all()).toEqual([valid(1)]);
  });

  it('passes over a last line that was cut off', async () => {
    await file.append(valid(1));
    await appendFile(join(folder, 'results.jsonl'), '{"fault":"F04","se');
    expect(await file.all()).toEqual([valid(1)]);
  });
});
