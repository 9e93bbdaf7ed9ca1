import { describe, expect, it } from '@jest/globals';
import { badLanes } from './bad/lanes.ts';
import { badMoneyAndStock } from './bad/money-and-stock.ts';
import { badOrders } from './bad/orders.ts';
import { badRoutesAndEnds } from './bad/routes-and-the-end.ts';
import { badAnswers } from './bad/shown.ts';
import { invariants } from './invariants/index.ts';
import { aRun } from './testing/a-run.ts';

const all = [...badOrders, ...badMoneyAndStock, ...badLanes, ...badAnswers, ...badRoutesAndEnds];

describe('the checker finds', () => {
  it.each(all)('$what: $broken', ({ changes, broken, also = [] }) => {
    expect(aRun().with(...changes).broken().sort()).toEqual([broken, ...also].sort());
  });

  it.each(invariants.map(({ name }) => name))('with %s alone at least two of them', (name) => {
    expect(all.filter(({ broken, also }) => broken === name && !also).length).toBeGreaterThanOrEqual(2);
  });

  it.each(all)('$what, says so in a sentence, and shows it', ({ changes }) => {
    const verdict = aRun().with(...changes).verdict();
    for (const { what, evidence } of verdict.kind === 'invalid' ? verdict.violations : []) {
      expect(what).toMatch(/^\S.* .*\S$/);
      if (!what.startsWith('Nobody waited')) expect(evidence.events.length + evidence.rows.length).toBeGreaterThan(0);
    }
  });
});
