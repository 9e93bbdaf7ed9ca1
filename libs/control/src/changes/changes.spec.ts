import { describe, expect, it } from '@jest/globals';
import type { Rollout, RouteTableDefinition } from '@banyan/strangler';
import type { Known } from '../known.ts';
import type { Refused } from '../refused.ts';
import { knownOf, reportOf, start } from '../shop.testing.ts';
import { moveRollout } from './move-rollout.ts';
import { override } from './override.ts';
import { revert } from './revert.ts';
import { setRoute } from './set-route.ts';
import { startRollout } from './start-rollout.ts';

const toEast = { kind: 'remote', target: 'east' } as const;
const refusalOf = (work: () => unknown): Pick<Refused, 'code' | 'message' | 'next' | 'details'> => {
  try {
    work();
  } catch (error) {
    return error as Refused;
  }
  throw new Error('It was not refused.');
};
const begun = (entry: string, known: Known = knownOf()) => startRollout(known, { entry, plan: { target: 'east', steps: [{ kind: 'canary', percent: 10 }, { kind: 'remote' }] } }).table;
const rolloutIn = (table: RouteTableDefinition, entry: string): Rollout => table.rollouts![entry]!;

describe('a route set by hand', () => {
  it('is the next version, and says which share of the keys it moves', () => {
    const route = { kind: 'canary', target: 'east', percent: 5 } as const;
    expect(setRoute(knownOf({ version: 4 }), { entry: 'stock.level', route })).toEqual({
      table: { version: 5, routes: { 'stock.level': route } },
      moved: [{ address: 'stock.level', from: { kind: 'local' }, to: route, keys: 0.05 }],
    });
  });

  it.each([
    ['an entry of no contract', 'stok.*', toEast, 'unknownEntry', /banyan|Name an operation/],
    ['a part of a group', 'orders.placeOrder', toEast, 'invalidRoutes', /./],
    ['a percentage that cannot be', 'stock.*', { kind: 'canary', target: 'east', percent: 5.001 } as const, 'invalidRoutes', /./],
    ['a shadow of what has effects', 'stock.take', { kind: 'shadow', target: 'east', percent: 5 } as const, 'invalidRoutes', /./],
    ['a target that nobody reports as', 'stock.*', { kind: 'remote', target: 'west' } as const, 'targetCannotHonour', /Start 'west'/],
  ])('is refused for %s', (_what, entry, route, code, next) => {
    expect(refusalOf(() => setRoute(knownOf(), { entry, route }))).toMatchObject({ code, next: expect.stringMatching(next) });
  });

  it('may shadow at a candidate, which reports nothing, once every host knows where it is', () => {
    const shadow = { kind: 'shadow', target: 'stock-next', percent: 100 } as const;
    const knownBy = (...targets: string[][]) => knownOf({}, { reports: ['monolith', 'east'].map((host, index) => reportOf(host, { targets: targets[index] ?? [] })) });
    const everywhere = knownBy(['east', 'stock-next'], ['monolith', 'stock-next']);
    expect(setRoute(everywhere, { entry: 'stock.*', route: shadow }).moved).not.toEqual([]);
    expect(refusalOf(() => setRoute(knownBy(['stock-next']), { entry: 'stock.*', route: shadow }))).toMatchObject({
      code: 'targetCannotHonour',
      next: expect.stringMatching(/TARGETS.*east-1 of 'east'/),
    });
    for (const route of [{ ...shadow, kind: 'canary' } as const, { kind: 'remote', target: 'stock-next' } as const]) {
      expect(refusalOf(() => setRoute(everywhere, { entry: 'stock.*', route }))).toMatchObject({ details: { data: { objections: [{ code: 'nobodyReports' }] } } });
    }
    expect(refusalOf(() => startRollout(everywhere, { entry: 'stock.*', plan: { target: 'stock-next' } }))).toMatchObject({ code: 'targetCannotHonour' });
    expect(refusalOf(() => override(everywhere, { routes: { 'stock.*': 'stock-next' }, minutes: 1, by: 'ada' }))).toMatchObject({ code: 'targetCannotHonour' });
  });

  it('tells which operations of a group it would part', () => {
    expect(refusalOf(() => setRoute(knownOf(), { entry: 'orders.placeOrder', route: toEast })).message).toMatch(/orders\.cancelOrder at home.*Route 'orders\.processing'/);
  });

  it.each(['stock.*', 'stock.level', 'stock.search'])('is refused for %s while a rollout moves all of it or a part', (entry) => {
    const table = begun(entry === 'stock.*' ? 'stock.level' : entry === 'stock.level' ? 'stock.*' : 'stock.search');
    expect(refusalOf(() => setRoute(knownOf(table), { entry, route: toEast }))).toMatchObject({ code: 'rolloutUnderWay', next: expect.stringContaining('banyan rollout rollback') });
  });

  it('is possible beside a rollout of something else', () => {
    expect(setRoute(knownOf(begun('stock.level')), { entry: 'orders.*', route: toEast }).moved).toHaveLength(3);
  });

  it('may lead home whatever the target has come to', () => {
    const away = { routes: { 'stock.*': { kind: 'remote', target: 'gone' } as const } };
    expect(setRoute(knownOf(away, { reports: [] }), { entry: 'stock.*', route: { kind: 'local' } }).moved).toHaveLength(3);
  });
});

describe('what keeps a target from answering for home:', () => {
  const setOn = (reports: Known['reports']) => refusalOf(() => setRoute(knownOf({}, { reports }), { entry: 'stock.*', route: toEast }));
  const home = reportOf('monolith');

  it.each([
    ['no report of it', [home], 'nobodyReports'],
    ['no report of home', [reportOf('east')], 'homeSilent'],
    ['another module', [home, reportOf('east', {}, [{ module: 'orders' }])], 'moduleNotRun'],
    ['other data', [home, reportOf('east', {}, [{ data: 'db/2' }])], 'otherData'],
    ['no data', [home, reportOf('east', {}, [{ data: null }])], 'otherData'],
    ['an older contract', [home, reportOf('east', {}, [{ contractVersion: '1.1.9' }])], 'otherContract'],
    ['a contract that broke', [home, reportOf('east', {}, [{ contractVersion: '2.0.0' }])], 'otherContract'],
    ['one instance that lags behind', [home, reportOf('east'), reportOf('east', { instance: 'east-2' }, [{ contractVersion: '1.0.0' }])], 'otherContract'],
  ])('%s', (_what, reports, code) => {
    expect(setOn(reports)).toMatchObject({ code: 'targetCannotHonour', details: { data: { objections: [{ code }] } } });
  });

  it('nothing, if its contract is newer and compatible', () => {
    const reports = [home, reportOf('east', {}, [{ contractVersion: '1.10.0' }])];
    expect(setRoute(knownOf({}, { reports }), { entry: 'stock.*', route: toEast }).table.version).toBe(2);
  });

  it('everything is told at once', () => {
    const { message } = setOn([home, reportOf('east', {}, [{ data: 'db/2', contractVersion: '1.0.0' }])]);
    expect(message).toMatch(/contract 1\.0\.0.*other data/);
  });
});

describe('a rollout', () => {
  it('begins with its first step in force', () => {
    const table = begun('stock.*');
    expect(table).toMatchObject({ version: 2, routes: { 'stock.*': { kind: 'canary', percent: 10 } }, rollouts: { 'stock.*': { state: 'running', at: 0 } } });
  });

  it('does not begin within another, nor twice', () => {
    expect(refusalOf(() => begun('stock.level', knownOf(begun('stock.*'))))).toMatchObject({ code: 'rolloutUnderWay' });
    expect(refusalOf(() => begun('stock.*', knownOf(begun('stock.*'))))).toMatchObject({ code: 'rolloutRefused' });
  });

  it('does not begin towards a target that cannot answer, nor advance to it', () => {
    const alone = [reportOf('monolith')];
    expect(refusalOf(() => begun('stock.*', knownOf({}, { reports: alone })))).toMatchObject({ code: 'targetCannotHonour' });
    expect(refusalOf(() => moveRollout(knownOf(begun('stock.*'), { reports: alone }), { entry: 'stock.*', move: 'advance' }))).toMatchObject({ code: 'targetCannotHonour' });
  });

  it('is held, resumed and advanced by hand', () => {
    let table = begun('stock.*');
    const states = (['hold', 'resume', 'advance', 'advance'] as const).map((move) => {
      ({ table } = moveRollout(knownOf(table), { entry: 'stock.*', move }));
      return `${rolloutIn(table, 'stock.*').state} ${table.routes['stock.*']!.kind}`;
    });
    expect(states).toEqual(['held canary', 'running canary', 'running remote', 'done remote']);
  });

  it('is rolled back though no host reports', () => {
    const { table, moved } = moveRollout(knownOf(begun('stock.*'), { reports: [] }), { entry: 'stock.*', move: 'rollback' });
    expect([table.routes['stock.*'], moved.map(({ keys }) => keys)]).toEqual([{ kind: 'local' }, [0.1, 0.1, 0.1]]);
  });

  it('that does not exist cannot be moved', () => {
    expect(refusalOf(() => moveRollout(knownOf(), { entry: 'stock.*', move: 'hold' }))).toMatchObject({ code: 'rolloutRefused', message: expect.stringContaining('begin one') });
  });
});

describe('going back to an earlier version', () => {
  it('makes its routes the next version, and ends rollouts under way but keeps those that have ended', () => {
    const done = { ...rolloutIn(begun('orders.getOrder'), 'orders.getOrder'), state: 'done' } as const;
    const now = { ...begun('stock.*'), version: 9 };
    const { table } = revert(knownOf({ ...now, rollouts: { ...now.rollouts, 'orders.getOrder': done } }), { version: 3, routes: { 'stock.level': toEast }, rollouts: now.rollouts! });
    expect(table).toEqual({ version: 10, routes: { 'stock.level': toEast }, rollouts: { 'orders.getOrder': done } });
  });

  it('is refused if it leads to a target that cannot answer any more', () => {
    expect(refusalOf(() => revert(knownOf({}, { reports: [reportOf('monolith')] }), { version: 1, routes: { 'stock.*': toEast } }))).toMatchObject({ code: 'targetCannotHonour' });
  });
});

describe('an override', () => {
  const wish = { minutes: 30, by: 'ada' };

  it('holds for so many minutes', () => {
    expect(override(knownOf(), { routes: { 'stock.*': 'east', 'orders.getOrder': 'local' }, ...wish })).toEqual({ by: 'ada', routes: { 'stock.*': 'east', 'orders.getOrder': 'local' }, expires: start + 1_800_000 });
  });

  it.each([
    ['of nothing', {}, 'invalidRequest'],
    ['of an entry of no contract', { 'stok.*': 'east' }, 'unknownEntry'],
    ['that parts a group', { 'orders.placeOrder': 'east' }, 'invalidRoutes'],
    ['to a host that cannot answer', { 'stock.*': 'west' }, 'targetCannotHonour'],
  ])('%s is refused', (_what, routes, code) => {
    expect(refusalOf(() => override(knownOf(), { routes, ...wish }))).toMatchObject({ code });
  });
});
