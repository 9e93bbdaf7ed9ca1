import { describe, expect, it } from '@jest/globals';
import { commandFor, wrongsOf } from './report.ts';
import { simulate } from './simulate.ts';

/** Seeds in all, and in each test: a failure names those that it has found. */
const [seeds, each] = [2_000, 250];

describe('a simulated shop keeps its promises whatever goes wrong', () => {
  const firsts = Array.from({ length: seeds / each }, (_, index) => index * each + 1);

  it.each(firsts)('with the seeds from %i on', async (first) => {
    const wrong: string[] = [];
    for (let seed = first; seed < first + each; seed++) {
      const found = wrongsOf(await simulate({ seed }));
      if (found.length > 0) wrong.push(`${commandFor(seed)}: ${found.join(' ')}`);
    }
    expect(wrong).toEqual([]);
  }, 600_000);
});

describe('a seed', () => {
  it.each([7, 1_121])('gives the same history, byte for byte, each time: %i', async (seed) => {
    const [one, other] = [await simulate({ seed }), await simulate({ seed, verbose: true })];
    expect(other.text).toBe(one.text);
    expect(other.witnesses).toEqual(one.witnesses);
    expect(other.happened).toBe(one.happened);
  }, 60_000);

  it('gives another history than the next one', async () => {
    const [one, other] = [await simulate({ seed: 7 }), await simulate({ seed: 8 })];
    expect(other.text).not.toBe(one.text);
  }, 60_000);
});
