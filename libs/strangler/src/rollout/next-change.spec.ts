import { describe, expect, it } from '@jest/globals';
import { contract, plan as planOf } from '@banyan/contracts/define';
import { Type } from 'typebox';
import { mail, stock } from '../fixtures.ts';
import type { Tally } from '../observe/tally.ts';
import type { HostReport } from '../reports/host-report.ts';
import { withRoute } from '../routes/change-routes.ts';
import type { RouteTableDefinition } from '../routes/route.ts';
import { beginRollout, hold, rollBack, type RolloutPlan } from './moves.ts';
import { judgedAddresses } from './judged-addresses.ts';
import { nextChange } from './next-change.ts';

const contracts = [stock, mail];
const begun = Date.UTC(2026, 0, 1);
const now = begun + 60_000;
const plan: RolloutPlan = { target: 'there', steps: [{ kind: 'canary', percent: 5 }, { kind: 'remote' }] };
const begin = (table: RouteTableDefinition, entry: string, changed: Partial<RolloutPlan> = {}) =>
  beginRollout(table, entry, { ...plan, ...changed }, { contracts, now: begun });
const one = begin({ version: 1, routes: {} }, 'stock.count');
const both = begin(one, 'stock.take');

const sides = (address: string, failed: number): Tally[] => [
  { address, version: 3, target: null, answered: 3_800, refused: 0, failed: 0, latencies: {} },
  { address, version: 3, target: 'there', answered: 200 - failed, refused: 0, failed, latencies: {} },
];
const reports = (...tallies: Tally[][]): HostReport[] => [
  { instance: 'a', host: 'monolith', modules: [], routeVersion: 3, tallies: tallies.flat(), shadows: [], at: new Date(now).toISOString() },
];
const good = reports(sides('stock.count', 0));
const bad = reports(sides('stock.count', 50));

describe('what the rollouts call for', () => {
  it('is the next step once the gate is open, said by whom, when and why', () => {
    expect(nextChange({ table: one, reports: good, contracts, now })).toEqual({
      table: {
        version: 3,
        routes: { 'stock.count': { kind: 'remote', target: 'there', fallback: true } },
        rollouts: { 'stock.count': { ...one.rollouts!['stock.count'], at: 1, since: '2026-01-01T00:01:00.000Z', sinceVersion: 3 } },
      },
      by: 'rollout',
      at: '2026-01-01T00:01:00.000Z',
      why: 'stock.count: 200 calls in 60 s, and nothing speaks against it.',
    });
  });

  it('is the way home after a breach, before anything goes on', () => {
    const change = nextChange({ table: both, reports: reports(sides('stock.count', 0), sides('stock.take', 50)), contracts, now });
    expect(change?.table.routes).toEqual({ 'stock.count': { kind: 'canary', target: 'there', percent: 5, fallback: true }, 'stock.take': { kind: 'local' } });
    expect(change?.why).toMatch(/^stock\.take: 50 of 200 calls failed/);
  });

  it('is one entry at a time, the others after it', () => {
    const known = { reports: reports(sides('stock.count', 50), sides('stock.take', 50)), contracts, now };
    const first = nextChange({ ...known, table: both })!;
    const second = nextChange({ ...known, table: first.table })!;
    expect(first.table.rollouts!['stock.take']!.state).toBe('running');
    expect(Object.values(second.table.rollouts!).map(({ state }) => state)).toEqual(['rolledBack', 'rolledBack']);
    expect(second.table.version).toBe(both.version + 2);
  });

  it.each<[string, RouteTableDefinition, HostReport[]]>([
    ['there is no rollout', { version: 1, routes: {} }, bad],
    ['nothing was reported', one, []],
    ['the gate of one in manual mode opens', begin({ version: 1, routes: {} }, 'stock.count', { mode: 'manual' }), good],
    ['the gate of one that is held opens', hold(one, 'stock.count'), good],
    ['it was rolled back', rollBack(one, 'stock.count', { contracts, now }), bad],
    ['somebody has set the route by hand', withRoute(one, 'stock.count', { kind: 'canary', target: 'there', percent: 6 }, contracts), bad],
  ])('is nothing while %s', (_, table, reported) => {
    expect(nextChange({ table, reports: reported, contracts, now })).toBeUndefined();
  });

  it.each<[string, RouteTableDefinition]>([
    ['in manual mode', begin({ version: 1, routes: {} }, 'stock.count', { mode: 'manual' })],
    ['that is held', hold(one, 'stock.count')],
  ])('is the way home for one %s, too', (_, table) => {
    expect(nextChange({ table, reports: bad, contracts, now })?.table.routes['stock.count']).toEqual({ kind: 'local' });
  });
});

describe('the rollout of a write that is planned', () => {
  const { take } = stock.operations;
  const shop = contract({ name: 'stock', version: '1.0.0', operations: { take, planTake: planOf(take, { reads: Type.Object({}) }) } });
  const shadowed = { version: 1, address: 'stock.planTake', target: 'there', compared: 200, mismatched: 0, failed: 0, dropped: 0, noiseCompared: 80, noiseMismatched: 0, pointers: {} };
  const table = beginRollout({ version: 0, routes: {} }, 'stock.take', { target: 'there' }, { contracts: [shop], now: begun });
  const change = (shadow: object) => nextChange({ table, reports: reports([]).map((report) => ({ ...report, shadows: [{ ...shadowed, ...shadow }] })), contracts: [shop], now });

  it('begins with a shadow, and goes on by the comparisons of its plans', () => {
    expect(table.routes['stock.take']).toEqual({ kind: 'shadow', target: 'there', percent: 100 });
    expect(change({})?.table.routes['stock.take']).toMatchObject({ kind: 'canary', percent: 1 });
  });

  it('goes back where the target would write something else', () => {
    const pointers = { '/rows/stock.level/*/left': { mismatched: 20, noise: 0, repeated: 20, stood: 20 } };
    expect(change({ mismatched: 20, pointers })).toMatchObject({ table: { routes: { 'stock.take': { kind: 'local' } } }, why: expect.stringMatching(/^stock\.take: stock\.planTake: 20 of 200 .*left/) });
  });

  it('is judged by each operation once, whatever names it', () => {
    expect(judgedAddresses('stock.take', [shop])).toEqual(['stock.take', 'stock.planTake']);
    expect(judgedAddresses('stock.*', [shop])).toEqual(['stock.take', 'stock.planTake']);
    expect(judgedAddresses('stock.planTake', [shop])).toEqual(['stock.planTake']);
    expect(judgedAddresses('stock.gone', [shop])).toEqual([]);
  });
});
