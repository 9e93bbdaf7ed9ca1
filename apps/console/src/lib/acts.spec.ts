import { describe, expect, it } from '@jest/globals';
import { askFor, readAct, requestFor, type Act } from './acts.ts';

const read = (query: string) => readAct(new URLSearchParams(query));

describe('an act', () => {
  it.each<Parameters<typeof askFor>[0]>([
    { kind: 'rollback', entry: 'catalog.*' },
    { kind: 'advance', entry: 'a&b=c <i>' },
    { kind: 'revert', version: 7 },
  ])('is read as it was written: %j', (act) => expect(readAct(new URL(askFor(act), 'http://here').searchParams)).toEqual({ act }));

  it.each<[string, Act]>([
    ['act=route&entry=catalog.*&kind=canary&target=catalog&percent=0.5', { kind: 'route', entry: 'catalog.*', route: { kind: 'canary', target: 'catalog', percent: 0.5 } }],
    ['act=route&entry=catalog.*&kind=canary&target=catalog&percent=5&fallback=home', { kind: 'route', entry: 'catalog.*', route: { kind: 'canary', target: 'catalog', percent: 5, fallback: true } }],
    ['act=route&entry=catalog.*&kind=shadow&target=catalog&percent=5&fallback=home', { kind: 'route', entry: 'catalog.*', route: { kind: 'shadow', target: 'catalog', percent: 5 } }],
    ['act=route&entry=catalog.*&kind=local&target=&percent=', { kind: 'route', entry: 'catalog.*', route: { kind: 'local' } }],
    ['act=route&entry=catalog.*&kind=remote&target=catalog&percent=', { kind: 'route', entry: 'catalog.*', route: { kind: 'remote', target: 'catalog' } }],
    ['act=start&entry=catalog.*&target=catalog&mode=manual', { kind: 'start', entry: 'catalog.*', target: 'catalog', mode: 'manual' }],
    ['act=start&entry=catalog.*&target=catalog&steps=own&canaries=10&calls=5', { kind: 'start', entry: 'catalog.*', target: 'catalog', mode: 'automatic', steps: [{ kind: 'canary', percent: 10 }, { kind: 'remote' }], gate: { minimumSamples: 5 } }],
  ])('is read from a form: %s', (query, act) => expect(read(query)).toEqual({ act }));

  it.each([
    ['', ['Say which operation, group or module it is about, such as catalog.*.']],
    ['act=explode&entry=x', ['There is no such thing to do.']],
    ['act=start&steps=own&canaries=x', ['Say which operation, group or module it is about, such as catalog.*.', 'Name the host that is to answer, such as catalog.', '‘x’ is no share: give percents above 0, up to 100, in steps of 0.01, such as 1, 5, 25.']],
    ['act=revert&version=x', ['Say which version is to be taken again: a whole number from 1 on.']],
    ['act=route&entry=x&kind=shadow&percent=101', ['Name the host that is to answer, such as catalog.', 'Say how many percent: from 0 to 100.']],
    ['act=route&entry=x&kind=canary&target=catalog&percent=', ['Say how many percent: from 0 to 100.']],
  ])('is refused with all that is wrong: %s', (query, mistakes) => expect(read(query)).toEqual({ mistakes }));

  it('is sent where the control API takes it', () => {
    expect(requestFor({ kind: 'rollback', entry: 'catalog.*' })).toEqual({ method: 'POST', path: 'rollouts/catalog.*/rollback', body: {} });
    expect(requestFor({ kind: 'hold', entry: '../revert' }).path).toBe('rollouts/..%2Frevert/hold');
    expect(requestFor({ kind: 'start', entry: 'catalog.*', target: 'catalog', mode: 'manual', gate: { dwellMs: 0 } })).toEqual({ method: 'POST', path: 'rollouts/catalog.*', body: { target: 'catalog', mode: 'manual', gate: { dwellMs: 0 } } });
  });
});
