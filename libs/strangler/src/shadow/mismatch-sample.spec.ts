import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { compareOutcomes } from './compare-outcomes.ts';
import { MismatchSamples, mismatchSample, type Mismatch, type MismatchSample } from './mismatch-sample.ts';
import { repeatCommand } from './repeat-command.ts';

const answered = (answer: unknown) => ({ kind: 'answered', answer }) as const;

function mismatch(home: unknown, target: unknown, more: Partial<Mismatch> = {}): Mismatch {
  const outcomes = { home: answered(home), target: answered(target) };
  return {
    address: 'stock.count',
    version: 3,
    target: 'stock-2',
    at: new Date('2026-11-23T10:00:00Z'),
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    input: { sku: 'A' },
    outcomes,
    differences: compareOutcomes(outcomes.home, outcomes.target),
    stood: null,
    ...more,
  };
}

describe('a sample', () => {
  it('has all that is needed to see a mismatch and to repeat it', () => {
    expect(mismatchSample(mismatch({ left: 1 }, { left: 2 }, { stood: ['/left'] }), undefined)).toEqual({
      address: 'stock.count',
      version: 3,
      target: 'stock-2',
      at: '2026-11-23T10:00:00.000Z',
      trace: '0af7651916cd43dd8448eb211c80319c',
      input: '{"sku":"A"}',
      outcomes: { home: '{"left":1}', target: '{"left":2}' },
      differences: [{ pointer: '/left', place: '/left', home: '1', target: '2' }],
      stood: ['/left'],
      commands: {
        home: `banyan call stock.count --input '{"sku":"A"}' --at home`,
        target: `banyan call stock.count --input '{"sku":"A"}' --at stock-2`,
      },
    });
  });

  it('shows nothing that is personal', () => {
    const sample = mismatchSample(
      mismatch({ buyer: 'ada', left: 1 }, { buyer: 'ada', left: 2 }, { input: { buyer: 'ada', token: ['ada'], sku: 'A' } }),
      { input: ['/buyer', '/token'], answer: ['/buyer'] },
    );
    expect(JSON.stringify(sample)).not.toContain('ada');
    expect(sample.input).toBe('{"buyer":"(personal)","token":"(personal)","sku":"A"}');
  });

  it('stays small, whatever is compared, and has no command for an input that it could not keep', () => {
    const huge = { left: 'x'.repeat(5_000_000), more: Array.from({ length: 100_000 }, () => ({ a: 1 })) };
    const sample = mismatchSample(mismatch(huge, { ...huge, left: 1 }, { input: huge }), undefined);
    expect(JSON.stringify(sample).length).toBeLessThan(100_000);
    expect(sample.commands).toBeNull();
  });
});

describe('the command that repeats a call', () => {
  it('reaches a program as it is, whatever the input holds', () => {
    const input = JSON.stringify({ name: `O'Brien's "$(id)" \`id\` \\ $HOME \n !! ünï*` });
    const command = repeatCommand('stock.count', input, "odd 'target'").replace(/^banyan/, `'${process.execPath}' -p 'JSON.stringify(process.argv.slice(1))' --`);
    expect(JSON.parse(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }))).toEqual(['call', 'stock.count', '--input', input, '--at', "odd 'target'"]);
  });
});

describe('the samples that are kept', () => {
  const limits = { perOperation: 20, perPlaces: 3 };
  const keepAll = (all: MismatchSample[]) => {
    const samples = new MismatchSamples(limits);
    for (const sample of all) samples.keep(sample);
    return samples.all();
  };
  const differingAt = (key: string, at = 0, more: Partial<Mismatch> = {}) => mismatchSample(mismatch({ [key]: at }, { [key]: at + 1 }, more), undefined);
  const keyOf = (sample: MismatchSample) => sample.differences[0]!.place;

  it('are the newest three of those that differ at the same places, so that a loud difference hides no other', () => {
    const loud = Array.from({ length: 1_000 }, (_, at) => differingAt('loud', at));
    const kept = keepAll([differingAt('quiet'), ...loud]);
    expect(kept).toHaveLength(4);
    expect(kept.map(keyOf)).toEqual(['/quiet', '/loud', '/loud', '/loud']);
    expect(kept.slice(1)).toEqual(loud.slice(-3));
  });

  it('are twenty of an operation at most, and what says something new takes the place of what says the same', () => {
    const alike = Array.from({ length: 6 }, (_, kind) => [1, 2, 3].map((at) => differingAt(`k${kind}`, at))).flat();
    const kept = keepAll([differingAt('first'), ...alike, differingAt('second'), differingAt('third')]);
    expect(kept).toHaveLength(20);
    expect(new Set(kept.map(keyOf)).size).toBe(9);
  });

  it('are counted for each operation by itself', () => {
    const kept = keepAll(['stock.a', 'stock.b'].flatMap((address) => [1, 2, 3, 4].map((at) => differingAt('k', at, { address }))));
    expect(kept.map(({ address }) => address)).toEqual(['stock.a', 'stock.a', 'stock.a', 'stock.b', 'stock.b', 'stock.b']);
  });
});
