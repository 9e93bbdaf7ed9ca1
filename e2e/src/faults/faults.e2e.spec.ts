import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resultOf } from './command/result.ts';
import { playRun } from './run/play-run.ts';

/** Which orders, and when what is broken. Again by hand: npm run faults -- --fault F04 --seed 20261129 --seconds 5 --busy */
const SEED = 20_261_129;

let folder: string;
beforeAll(async () => {
  console.log(`The seed is ${SEED}.`);
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('while something is broken on purpose', () => {
  it.each([
    ['F04', 'orders and catalog are killed again and again'],
    ['F24', 'all sessions at the database are ended, again and again'],
    ['F31', 'hosts cannot reach each other'],
    ['F45', 'two operators send orders here and there'],
    ['F53', 'the payment provider leaves open whether it charged'],
  ])('%s, the shop keeps its promises: %s', async (fault) => {
    const lines: string[] = [];
    const played = await playRun({ fault, seed: SEED, seconds: 5, busy: true, folder: join(folder, fault), report: (line) => lines.push(line) });
    const { verdict, why } = resultOf(played);
    expect({ verdict, why, lines: verdict === 'valid' ? [] : lines }).toEqual({ verdict: 'valid', why: [], lines: [] });
    expect(played.verdict.figures.acknowledged).toBeGreaterThan(50);
  });
});
