import { describe, expect, it } from '@jest/globals';
import { defects, type Defect } from './defects.ts';
import { simulate } from './simulate.ts';

/** Seeds in which a defect has to be found. */
const seeds = 150;

/** What breaks no promise, since something else of the shop keeps it. */
const harmless: ReadonlySet<Defect> = new Set<Defect>(['shares overlap']);
/** Not held to it, since it is not known yet whether a run can show them: the edge asks orders before it shows what it keeps, and while intake changes its way the checker holds it to `Order-After` alone. */
const unproven: ReadonlySet<Defect> = new Set<Defect>(['older states kept', 'queue left before it is empty']);
const names = Object.keys(defects) as Defect[];

describe('a shop with a mistake is found out', () => {
  it.each(names.filter((name) => !harmless.has(name) && !unproven.has(name)))('%s', async (defect) => {
    expect(await firstBroken(defect)).toEqual({ found: true, seed: expect.any(Number) });
  }, 600_000);
});

describe('nothing is broken, since lanes are fenced, where', () => {
  it.each([...harmless])('%s', async (defect) => {
    expect(await firstBroken(defect)).toEqual({ found: false });
  }, 600_000);
});

/** The first seed in which the checker finds a promise broken. What hosts say of themselves does not count. */
async function firstBroken(defect: Defect): Promise<{ found: true; seed: number } | { found: false }> {
  for (let seed = 1; seed <= seeds; seed++) {
    const { verdict } = await simulate({ seed, defect });
    if (verdict.kind === 'invalid') return { found: true, seed };
  }
  return { found: false };
}
