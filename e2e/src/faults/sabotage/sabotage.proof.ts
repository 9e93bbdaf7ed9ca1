import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bundleOf } from '@banyan/tools/start';
import { defects, harmless } from './planted.ts';
import { brokenIn, isCaught, SabotagedRuns } from './sabotaged-runs.ts';

const seeds = [1, 2, 3];
const cleanRuns = 20;

let runs: SabotagedRuns;
beforeAll(async () => void (runs = await SabotagedRuns.begin()));
afterAll(() => runs.discard());

it.each(defects)('it is found that $name ($fault)', async (defect) => {
  const run = await runs.untilCaught(defect, seeds);
  console.log(`${defect.name} (${defect.fault}, ${run.shop}): seed ${run.seed}, ${brokenIn(run).join(', ') || 'nothing found'}; met ${run.altered} times`);
  expect({ broken: brokenIn(run), caught: isCaught(run, defect) }).toMatchObject({ caught: true });
});

it.each(defects.slice(0, cleanRuns).map((_, number) => ({ number, defect: defects[(number * 7) % defects.length]!, seed: seeds[number % seeds.length]! })))(
  'a shop without a mistake is found to be well ($defect.fault, seed $seed)',
  async ({ defect, seed }) => {
    const run = await runs.clean(defect, seed);
    expect({ kind: run.verdict.kind, broken: brokenIn(run) }).toEqual({ kind: 'valid', broken: [] });
    expect(run.altered).toBe(0);
  },
);

it.each(harmless)('it does no harm that $name ($fault), since $because', async (mistake) => {
  const run = await runs.withHarmless(mistake, seeds[0]!);
  console.log(`${mistake.name} (${mistake.fault}, ${run.shop}): seed ${run.seed}, ${run.verdict.kind}${brokenIn(run).map((name) => ` ${name}`).join('')}; met ${run.altered} times`);
  expect(run.verdict).toMatchObject({ kind: 'valid' });
  expect(run.altered).toBeGreaterThan(0);
});

it.each(['monolith', 'orders', 'catalog', 'payment-provider'])('the program of %s, as it is built, has no mistake that can be switched on', (app) => {
  expect(readFileSync(bundleOf(app), 'utf8')).not.toMatch(/sabotage|SABOTAGE/);
});
