import { describe, expect, it } from '@jest/globals';
import type { CallContext } from './call-context.ts';
import { decided, hearingOfPlan, planning, type Recorded } from './decided.ts';
import { OperationError } from './operation-error.ts';
import { rowKey, rowsBy } from './rows-by.ts';

const context: CallContext = { principal: { kind: 'guest' }, caller: 'test', deadline: 1, traceparent: '', routeVersion: 1 };
interface Asked {
  readonly input: { readonly take: number };
  readonly reads: { left: number };
}
const decide = ({ input, reads }: Asked) => {
  if (input.take > reads.left) throw new OperationError('outOfStock', { left: reads.left }, 'Take less.');
  reads.left -= input.take;
  return { answer: { left: reads.left }, rows: { level: rowsBy(input.take > 0 ? [{ sku: 'A', left: reads.left }] : [], 'sku') }, messages: { lane: [] } };
};
const asked = (take: number): Asked => ({ input: { take }, reads: { left: 5 } });

describe('what a write decides', () => {
  it('is told to whoever watches the call, with what was read as it was read', () => {
    const heard: Recorded[] = [];
    const { answer } = decided(decide, asked(2), hearingOfPlan(context, (recorded) => heard.push(recorded)));
    expect(answer).toEqual({ left: 3 });
    expect(heard).toEqual([{ reads: { left: 5 }, plan: { answer, rows: { level: { '{"sku":"A"}': { sku: 'A', left: 3 } } }, messages: {} } }]);
  });

  it('is, if a refusal, a plan in which nothing is done, and thrown', () => {
    const heard: Recorded[] = [];
    expect(() => decided(decide, asked(9), hearingOfPlan(context, (recorded) => heard.push(recorded)))).toThrow('Take less.');
    expect(heard).toEqual([{ reads: { left: 5 }, plan: { answer: { error: { code: 'outOfStock', data: { left: 5 } } }, rows: {}, messages: {} } }]);
  });

  it('is no plan where the decision fails', () => {
    const heard: unknown[] = [];
    const broken = () => {
      throw new RangeError('a defect');
    };
    expect(() => decided(broken, asked(1), hearingOfPlan(context, (recorded) => heard.push(recorded)))).toThrow('a defect');
    expect(heard).toEqual([]);
  });

  it('is told by nobody else: neither a copy of the context nor its JSON has who hears', () => {
    const hear = () => {
      throw new Error('told by another call');
    };
    const watched = hearingOfPlan(context, hear);
    expect(decided(decide, asked(1), { ...watched }).answer).toEqual({ left: 4 });
    expect(decided(decide, asked(1), context).answer).toEqual({ left: 4 });
    expect(JSON.parse(JSON.stringify(watched))).toEqual(context);
  });

  it('is the same where only a plan is asked for, tables and lanes without change left out', async () => {
    expect(await planning(decide)(asked(0))).toEqual({ answer: { left: 5 }, rows: {}, messages: {} });
    expect(await planning(decide)(asked(9))).toEqual({ answer: { error: { code: 'outOfStock', data: { left: 5 } } }, rows: {}, messages: {} });
  });
});

describe('planned rows', () => {
  it('are found by their key, whatever the order of its columns', () => {
    expect(rowKey({ b: 1, a: null })).toBe(rowKey({ a: null, b: 1 }));
    expect(Object.keys(rowsBy([{ b: 1, a: 2, c: 3 }], 'b', 'a'))).toEqual(['{"a":2,"b":1}']);
  });

  it('say once what becomes of each', () => {
    expect(() => rowsBy([{ sku: 'A', left: 1 }, { sku: 'A', left: 2 }], 'sku')).toThrow(/\{"sku":"A"\} twice/);
  });
});
