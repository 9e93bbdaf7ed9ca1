import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Type } from 'typebox';
import { codecOf } from './codec.ts';

const Order = Type.Object({
  id: Type.String(),
  total: Type.Number(),
  note: Type.Optional(Type.String()),
  lines: Type.Array(Type.Object({ sku: Type.String(), quantity: Type.Integer() })),
  labels: Type.Record(Type.String(), Type.Number()),
  payer: Type.Union([
    Type.Object({ kind: Type.Literal('customer'), id: Type.String() }),
    Type.Object({ kind: Type.Literal('guest') }),
  ]),
});

const anyOrder = fc.record(
  {
    id: fc.string(),
    total: fc.double({ noNaN: true, noDefaultInfinity: true }),
    note: fc.option(fc.string(), { nil: undefined }),
    lines: fc.array(fc.record({ sku: fc.string(), quantity: fc.integer() })),
    labels: fc.dictionary(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    payer: fc.oneof(fc.record({ kind: fc.constant('customer'), id: fc.string() }), fc.record({ kind: fc.constant('guest') })),
  },
  { requiredKeys: ['id', 'total', 'lines', 'labels', 'payer'] },
);

describe('a codec', () => {
  it('copies a tuple place by place', () => {
    const codec = codecOf(Type.Tuple([Type.String(), Type.Object({ sku: Type.String() })]));
    const line = { sku: 'A-1', undeclared: true };
    expect(codec.copy(['cus_1', line])).toEqual(['cus_1', { sku: 'A-1' }]);
    expect(codec.check(['cus_1'])).toBe(false);
  });

  it('copies just what would arrive as JSON', () => {
    const codec = codecOf(Order);
    fc.assert(
      fc.property(anyOrder, (order) => {
        expect(codec.check(order)).toBe(true);
        expect(codec.copy(order as never)).toEqual(JSON.parse(JSON.stringify(order)));
      }),
    );
  });

  it('shares nothing with the value that was copied', () => {
    const order = { id: 'a', total: 1, lines: [{ sku: 's', quantity: 1 }], labels: {}, payer: { kind: 'guest' as const } };
    const copy = codecOf(Order).copy(order);
    copy.lines[0]!.quantity = 9;
    copy.lines.push({ sku: 't', quantity: 1 });
    expect(order.lines).toEqual([{ sku: 's', quantity: 1 }]);
  });

  it('drops what the schema does not declare, and turns -0 into 0', () => {
    const codec = codecOf(Type.Object({ amount: Type.Number() }));
    const copy = codec.copy({ amount: -0, secret: 'x' } as never);
    expect(copy).toStrictEqual({ amount: 0 });
    expect(Object.is(copy.amount, -0)).toBe(false);
  });

  it.each([
    ['a Date', { at: new Date(0) }, '/at'],
    ['a number that JSON lacks', { at: 'x', amount: Number.NaN }, '/amount'],
    ['a missing property', {}, ''],
  ])('refuses %s and points to it', (_what, value, pointer) => {
    const codec = codecOf(Type.Object({ at: Type.String(), amount: Type.Optional(Type.Number()) }));
    expect(codec.check(value)).toBe(false);
    expect(codec.violations(value).map((violation) => violation.pointer)).toContain(pointer);
  });
});
