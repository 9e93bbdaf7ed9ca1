import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { codecOf } from './codec.ts';
import { contract } from './contract.ts';
import { deferred, read, write } from './operation.ts';
import { plan } from './plan.ts';

const Line = { sku: Type.String(), left: Type.Integer() };
const take = write({
  input: Type.Object({ sku: Type.String(), email: Type.String() }),
  output: Type.Object({ taken: Type.Array(Type.String()), at: Type.String() }),
  errors: { unknownSku: Type.Object({ sku: Type.String() }) },
  timeout: 1_000,
  callers: ['customer'],
  compare: { ignore: ['/at'], unordered: ['/taken'], personal: { input: ['/email'], answer: ['/error/data/sku'] } },
});
const planTake = plan(take, {
  reads: Type.Object({ left: Type.Integer() }),
  rows: { 'stock.level': Line },
  messages: { 'stock.taken': Type.Object({ sku: Type.String() }) },
  compare: { ignore: ['/messages/*/*/body/sku'] },
});
const planned = {
  answer: { taken: ['A'], at: 'now' },
  rows: { 'stock.level': { '{"sku":"A"}': { sku: 'A', left: 1 }, '{"sku":"B"}': null } },
  messages: { 'stock.taken/A': [{ address: 'stock.taken', body: { sku: 'A' } }] },
} as const;
const publish = (operations: Parameters<typeof contract>[0]['operations']) => contract({ name: 'stock', version: '1.0.0', operations });

describe('an operation that plans a write', () => {
  it('is a read for whoever may call the write, of the same input and what was read', () => {
    expect(planTake).toMatchObject({ effect: 'read', delivery: 'reply', callers: ['customer'], timeout: 1_000, errors: {} });
    expect(planTake.plans).toBe(take);
    const { check } = codecOf(planTake.input);
    expect(check({ input: { sku: 'A', email: 'a@b.c' }, reads: { left: 2 } })).toBe(true);
    expect(check({ input: { sku: 'A' }, reads: { left: 2 } })).toBe(false);
  });

  it('answers rows by table and key, messages by lane, and the answer or the refusal', () => {
    const { check, copy } = codecOf(planTake.output);
    const refused = { answer: { error: { code: 'unknownSku', data: { sku: 'A' } } }, rows: {}, messages: {} };
    for (const plan of [planned, refused]) {
      expect(check(plan)).toBe(true);
      expect(copy(plan as never)).toEqual(plan);
    }
  });

  it.each([
    ['table', { ...planned, rows: { ...planned.rows, 'stock.other': {} } }],
    ['column', { ...planned, rows: { 'stock.level': { a: { sku: 'A', left: 1, more: 1 } } } }],
    ['message', { ...planned, messages: { lane: [{ address: 'stock.other', body: { sku: 'A' } }] } }],
    ['refusal', { ...planned, answer: { error: { code: 'other', data: {} } } }],
  ])('is not believed where it names a %s that the contract does not know', (_what, plan) => {
    expect(codecOf(planTake.output).check(plan)).toBe(false);
  });

  it('is compared as the write is, in the places to which its answer and input have moved', () => {
    expect(planTake.compare).toEqual({
      keyed: ['/rows/*', '/messages'],
      ignore: ['/answer/at', '/messages/*/*/body/sku'],
      unordered: ['/answer/taken'],
      personal: { input: ['/input/email'], answer: ['/answer/error/data/sku'] },
    });
    expect(() => publish({ take, planTake })).not.toThrow();
  });

  it('normalises the answer as the write does, and no refusal', () => {
    const normalise = ({ taken }: { taken: string[] }) => ({ taken: taken.length });
    const { normalise: ofPlan } = plan({ ...take, compare: { normalise } }, { reads: Type.Object({}) }).compare! as { normalise: (plan: unknown) => unknown };
    expect(ofPlan(planned)).toEqual({ ...planned, answer: { taken: 1 } });
    const refused = { ...planned, answer: { error: { code: 'unknownSku', data: {} } } };
    expect(ofPlan(refused)).toEqual(refused);
  });

  it('is published with its write, which answers and has one such operation only', () => {
    const reads = Type.Object({});
    const later = deferred({ input: reads, orderedBy: () => '', idempotencyKey: () => '', timeout: 1 });
    const look = read({ input: reads, output: reads, timeout: 1 });
    expect(() => publish({ planTake })).toThrow(/planTake plans an operation that is not in the contract/);
    expect(() => publish({ take, planTake, again: plan(take, { reads }) })).toThrow(/planTake and again both plan take/);
    expect(() => publish({ later, planLater: plan(later, { reads }) })).toThrow(/planLater plans later, which is no write that answers/);
    expect(() => publish({ look, planLook: plan(look, { reads }) })).toThrow(/planLook plans look, which is no write/);
  });
});
