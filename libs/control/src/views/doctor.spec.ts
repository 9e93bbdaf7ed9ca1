import { describe, expect, it } from '@jest/globals';
import type { RouteTableDefinition } from '@banyan/strangler';
import { startRollout } from '../changes/start-rollout.ts';
import { contracts, knownOf, reportOf, start } from '../shop.testing.ts';
import { diagnose, type Symptoms } from './doctor.ts';

const HOUR = 3_600_000;
const readAs = (table: RouteTableDefinition, at = start - HOUR) => ({ version: table.version, change: { table, by: 'ada', at: new Date(at).toISOString(), why: '' } });
const healthy: Symptoms = {
  newest: readAs({ version: 1, routes: {} }),
  readable: undefined,
  alive: [reportOf('monolith'), reportOf('east')],
  reports: [],
  contracts,
  home: 'monolith',
  now: start,
};
const toEast = { version: 1, routes: { 'stock.*': { kind: 'remote', target: 'east' } as const } };
const codes = (symptoms: Partial<Symptoms>) => diagnose({ ...healthy, ...symptoms }).findings.map(({ severity, code }) => `${severity} ${code}`);
const rollout = startRollout(knownOf(), { entry: 'stock.*', plan: { target: 'east' } }).table;

describe('the doctor', () => {
  it('finds nothing where all is well', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ newest: readAs(toEast) })).toEqual([]);
  });

  it.each<[string, Partial<Symptoms>, string[]]>([
    ['hosts that do not report', { alive: [] }, ['error noReports']],
    ['an empty store', { newest: undefined }, ['error noRoutes']],
    ['routes that cannot be read', { newest: { version: 4, unreadable: 'Damaged.' } }, ['error routesUnreadable']],
    ['a target that nobody reports as', { newest: readAs(toEast), alive: [reportOf('monolith')] }, ['error nobodyReports']],
    ['data that differ between home and a target that is routed to', { newest: readAs(toEast), alive: [reportOf('monolith'), reportOf('east', {}, [{ data: 'db/2' }])] }, ['error otherData']],
    ['contracts that differ', { alive: [reportOf('monolith'), reportOf('east', {}, [{ contractVersion: '1.3.0' }])] }, ['warning contractsDiffer']],
    ['a contract that is too old for the routes', { newest: readAs(toEast), alive: [reportOf('monolith'), reportOf('east', {}, [{ contractVersion: '1.1.0' }])] }, ['error otherContract', 'warning contractsDiffer']],
    ['a rollout that waits for samples for long', { newest: readAs(rollout), now: start + 600_000, alive: [reportOf('monolith', { routeVersion: 2 }), reportOf('east', { routeVersion: 2 })] }, ['warning rolloutStarves']],
    ['a rollout whose route was changed past it', { newest: readAs({ ...rollout, routes: {} }), alive: [reportOf('monolith', { routeVersion: 2 })] }, ['warning rolloutPassed']],
  ])('finds %s', (_what, symptoms, expected) => {
    expect(codes(symptoms)).toEqual(expected);
    for (const { message, next } of diagnose({ ...healthy, ...symptoms }).findings) expect([message, next]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/./)]);
  });

  it('finds nothing about a candidate that is shadowed and known to every host, and says so where one does not know it', () => {
    const newest = readAs({ version: 1, routes: { 'stock.*': { kind: 'shadow', target: 'stock-next', percent: 100 } } });
    const alive = (targets: string[]) => [reportOf('monolith', { targets }), reportOf('east', { targets: ['stock-next'] })];
    expect(codes({ newest, alive: alive(['stock-next']) })).toEqual([]);
    expect(codes({ newest, alive: alive([]) })).toEqual(['error nobodyReports']);
  });

  it('leaves a data identity alone that nothing is routed to', () => {
    expect(codes({ alive: [reportOf('monolith'), reportOf('east', {}, [{ data: 'db/2' }])] })).toEqual([]);
  });

  it('says which instances are behind and how far, once a change had the time to reach them', () => {
    const newest = (at: number) => readAs({ version: 4, routes: {} }, at);
    const alive = [reportOf('monolith', { routeVersion: 4 }), reportOf('east', { routeVersion: 2 })];
    expect(codes({ newest: newest(start - 1_000), alive })).toEqual([]);
    const { findings } = diagnose({ ...healthy, newest: newest(start - 5_000), alive });
    expect(findings.map(({ message }) => message)).toEqual(["east-1 of 'east' is 2 versions behind: at 2, the newest is 4."]);
  });

  it('names the version to go back to, if there is one', () => {
    const next = (readable: number | undefined) => diagnose({ ...healthy, newest: { version: 4, unreadable: 'Damaged.' }, readable }).findings[0]!.next;
    expect([next(3), next(undefined)]).toEqual([expect.stringContaining('banyan revert 3'), expect.stringContaining('backup')]);
  });

  it('lets a young rollout wait in peace', () => {
    expect(codes({ newest: readAs(rollout), now: start + 60_000, alive: [reportOf('monolith', { routeVersion: 2 }), reportOf('east', { routeVersion: 2 })] })).toEqual([]);
  });
});
