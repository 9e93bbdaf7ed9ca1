import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mail, stock } from '../fixtures.ts';
import type { RouteTableDefinition } from '../routes/route.ts';
import { advance, beginRollout, hold, resume, rollBack, RolloutRefused, type RolloutPlan } from './moves.ts';
import { defaultGate } from './plan.ts';
import { isInForce } from './route-of.ts';

const circumstances = { contracts: [stock, mail], now: Date.UTC(2026, 0, 1) };
const home: RouteTableDefinition = { version: 1, routes: { 'mail.*': { kind: 'remote', target: 'mail' } } };
const plan: RolloutPlan = { target: 'stock' };
const begun = (entry = 'stock.count', table = home) => beginRollout(table, entry, plan, circumstances);
const advanced = (table: RouteTableDefinition, times: number, entry = 'stock.count') =>
  Array.from({ length: times }).reduce((so: RouteTableDefinition) => advance(so, entry, circumstances), table);
const refusal = (move: () => unknown): string => {
  try {
    move();
  } catch (error) {
    expect(error).toBeInstanceOf(RolloutRefused);
    return (error as RolloutRefused).message;
  }
  throw new Error('It was not refused.');
};

describe('a rollout', () => {
  it('begins with its first step, and leaves the other routes alone', () => {
    expect(begun()).toEqual({
      version: 2,
      routes: { ...home.routes, 'stock.count': { kind: 'shadow', target: 'stock', percent: 100 } },
      rollouts: {
        'stock.count': {
          target: 'stock',
          steps: expect.any(Array),
          at: 0,
          since: '2026-01-01T00:00:00.000Z',
          sinceVersion: 2,
          mode: 'automatic',
          state: 'running',
          gate: defaultGate,
        },
      },
    });
  });

  it('goes from shadow by rising canaries to remote, and is done', () => {
    const tables = Array.from({ length: 8 }, (_, times) => advanced(begun(), times));
    expect(tables.map(({ routes }) => routes['stock.count'])).toEqual([
      { kind: 'shadow', target: 'stock', percent: 100 },
      ...[1, 5, 25, 50, 100].map((percent) => ({ kind: 'canary', target: 'stock', percent, fallback: true })),
      { kind: 'remote', target: 'stock', fallback: true },
      { kind: 'remote', target: 'stock', fallback: true },
    ]);
    expect(tables.map(({ rollouts }) => rollouts!['stock.count']!.state)).toEqual([...Array<string>(7).fill('running'), 'done']);
    expect(tables.slice(0, 7).map(({ rollouts }) => rollouts!['stock.count']!.sinceVersion)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it('has no shadow step where all operations have effects', () => {
    expect(begun('stock.take').routes['stock.take']).toEqual({ kind: 'canary', target: 'stock', percent: 1, fallback: true });
    expect(begun('stock.*').routes['stock.*']).toEqual({ kind: 'shadow', target: 'stock', percent: 100 });
  });

  it('goes home in one step from wherever it is, after its end too', () => {
    for (let times = 0; times < 8; times++) {
      const back = rollBack(advanced(begun(), times), 'stock.count', circumstances);
      expect(back.routes['stock.count']).toEqual({ kind: 'local' });
      expect(back.rollouts!['stock.count']).toMatchObject({ at: -1, state: 'rolledBack', sinceVersion: times + 3 });
    }
  });

  it('goes home while it is held', () => {
    expect(rollBack(hold(begun(), 'stock.count'), 'stock.count', circumstances).routes['stock.count']).toEqual({ kind: 'local' });
  });

  it('can begin anew once it was rolled back', () => {
    expect(begun('stock.count', rollBack(advanced(begun(), 3), 'stock.count', circumstances)).rollouts!['stock.count']).toMatchObject({ at: 0, state: 'running' });
  });

  it('stays at its step while held, and goes on from there', () => {
    const held = hold(advanced(begun(), 2), 'stock.count');
    expect(held.rollouts!['stock.count']).toMatchObject({ at: 2, state: 'held' });
    expect(held.routes).toEqual(advanced(begun(), 2).routes);
    expect(advanced(resume(held, 'stock.count'), 1).rollouts!['stock.count']).toMatchObject({ at: 3, state: 'running' });
  });

  it('takes its own steps, gate and mode', () => {
    const own: RolloutPlan = { target: 'stock', steps: [{ kind: 'canary', percent: 10 }, { kind: 'remote' }], gate: { minimumSamples: 7 }, mode: 'manual' };
    expect(beginRollout(home, 'stock.take', own, circumstances).rollouts!['stock.take']).toMatchObject({
      steps: own.steps,
      gate: { ...defaultGate, minimumSamples: 7 },
      mode: 'manual',
    });
  });

  it('makes the version that follows with each move, and changes no table in place', () => {
    const moves = [
      (table: RouteTableDefinition) => begun('stock.count', table),
      (table: RouteTableDefinition) => advanced(table, 1),
      (table: RouteTableDefinition) => hold(table, 'stock.count'),
      (table: RouteTableDefinition) => resume(table, 'stock.count'),
      (table: RouteTableDefinition) => advanced(table, 1),
      (table: RouteTableDefinition) => rollBack(table, 'stock.count', circumstances),
    ];
    const last = moves.reduce((table: RouteTableDefinition, move) => move(deepFrozen(table)), home);
    expect(last.version).toBe(1 + moves.length);
  });
});

describe('a move that cannot be made is refused:', () => {
  const held = hold(begun(), 'stock.count');
  const back = rollBack(begun(), 'stock.count', circumstances);
  const done = advanced(begun(), 7);
  const byHand = { ...begun(), routes: { ...begun().routes, 'stock.count': { kind: 'local' } as const } };

  it.each<[string, () => unknown, string]>([
    ['beginning with an unknown entry', () => begun('stock.sell'), "No contract has 'stock.sell'"],
    ['beginning away from home', () => begun('mail.*'), 'mail.tellShipped is not; set the route to local first'],
    ['beginning with a module of which a part moves already', () => begun('stock.*', begun()), 'stock.count is not'],
    ['beginning twice', () => begun('stock.count', begun()), "is running already; roll it back"],
    ['advancing beyond the end', () => advanced(done, 1), "is at its end already: all of it is answered by 'stock'"],
    ['advancing while held', () => advanced(held, 1), 'resume it first'],
    ['advancing after it was rolled back', () => advanced(back, 1), 'begin a new rollout'],
    ['advancing where the route was set by hand', () => advanced(byHand, 1), 'was changed past its rollout'],
    ['advancing what does not move', () => advanced(begun(), 1, 'stock.take'), "There is no rollout of 'stock.take'. There are: stock.count."],
    ['moving what no object has', () => advanced(home, 1, 'constructor'), 'none; begin one'],
    ['holding twice', () => hold(held, 'stock.count'), 'is held'],
    ['holding what is done', () => hold(done, 'stock.count'), 'is done'],
    ['resuming what runs', () => resume(begun(), 'stock.count'), 'is running'],
    ['resuming what was rolled back', () => resume(back, 'stock.count'), 'is rolled back'],
    ['rolling back twice', () => rollBack(back, 'stock.count', circumstances), 'was rolled back already'],
  ])('%s', (_, move, reason) => {
    expect(refusal(move)).toContain(reason);
  });

  it('a plan, with all that is wrong with it', () => {
    const wrong: RolloutPlan = {
      target: 'stock',
      steps: [{ kind: 'canary', percent: 50 }, { kind: 'canary', percent: 25 }, { kind: 'shadow', percent: 0 }],
      gate: { minimumSamples: 0, errorRate: 2, slowerBy: 0.5, dwellMs: Number.NaN },
    };
    const reasons = refusal(() => beginRollout(home, 'stock.take', wrong, circumstances)).split('\n- ');
    expect(reasons).toEqual([
      "This is no plan for 'stock.take':",
      "The steps have to end with 'remote', and to have it there only.",
      'A canary of 25 percent cannot follow one of 50; let the steps rise.',
      'A shadow cannot follow a canary; shadow first.',
      'A shadow of 0 percent is no step; give more than 0, up to 100.',
      'None of its operations can be shadowed: they are writes which nothing plans. Leave the shadow step out.',
      "The gate's minimumSamples is 0; give a whole number from 1 on.",
      "The gate's dwellMs is NaN; give milliseconds from 0 on.",
      "The gate's errorRate is 2; give a share, 0 to 1.",
      "The gate's slowerBy is 0.5; give a factor from 1 on.",
    ]);
  });
});

describe('whatever is done to a rollout', () => {
  it('its route is that of its step, and what is refused changes nothing', () => {
    const moves = {
      begin: (table: RouteTableDefinition) => begun('stock.count', table),
      advance: (table: RouteTableDefinition) => advance(table, 'stock.count', circumstances),
      hold: (table: RouteTableDefinition) => hold(table, 'stock.count'),
      resume: (table: RouteTableDefinition) => resume(table, 'stock.count'),
      rollBack: (table: RouteTableDefinition) => rollBack(table, 'stock.count', circumstances),
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.values(moves)), { maxLength: 30 }), (list) => {
        let table = home;
        for (const move of list) {
          try {
            const next = move(deepFrozen(table));
            expect(next.version).toBe(table.version + 1);
            table = next;
          } catch (error) {
            expect(error).toBeInstanceOf(RolloutRefused);
          }
          const rollout = table.rollouts?.['stock.count'];
          if (rollout) expect(isInForce(rollout, table.routes['stock.count'])).toBe(true);
          expect(table.routes['mail.*']).toEqual(home.routes['mail.*']);
        }
      }),
    );
  });
});

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFrozen);
  return value;
}
