import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { contract } from './contract.ts';
import { deferred, read } from './operation.ts';
import { event, subscription } from './event.ts';
import { tokenOf } from './token.ts';

const Empty = Type.Object({});

describe('a contract', () => {
  it('lists every violation at once', () => {
    const Coded = Type.Decode(Type.String(), (text) => new Date(text));
    expect(() =>
      contract({
        name: 'Catalog',
        version: '1',
        operations: {
          get_product: read({ input: Type.Object({ at: Coded }), output: Type.Any(), timeout: 0 }),
        },
      }),
    ).toThrow(/Catalog.*camelCase[\s\S]*semantic[\s\S]*get_product[\s\S]*input\/properties\/at[\s\S]*any value[\s\S]*timeout/);
  });

  it('refuses types that JSON lacks', () => {
    const make = () => contract({ name: 'a', version: '1.0.0', operations: { b: read({ input: Type.Object({ n: Type.BigInt() }), output: Empty, timeout: 1 }) } });
    expect(make).toThrow(/bigint.*JSON lacks/);
  });

  it('gives the same token to two copies of a package', () => {
    const made = () => contract({ name: 'catalog', version: '1.0.0', operations: {} });
    expect(tokenOf(made())).toBe(tokenOf(made()));
  });
});

describe('a deferred operation', () => {
  it('is a write with a lane', () => {
    const place = deferred({
      input: Type.Object({ customer: Type.String() }),
      timeout: 1000,
      orderedBy: ({ customer }) => customer,
      idempotencyKey: ({ customer }) => customer,
    });
    expect(place).toMatchObject({ effect: 'write', delivery: 'deferred' });
  });

  it('takes over schema and lane when it subscribes to an event', () => {
    const shipped = event({
      payload: Type.Object({ orderId: Type.String() }),
      orderedBy: ({ orderId }) => orderId,
      idempotencyKey: ({ orderId }) => orderId,
    });
    const operation = subscription(shipped, { timeout: 500 });
    expect(operation.on).toBe(shipped);
    expect(operation.input).toBe(shipped.payload);
    expect(operation.orderedBy).toBe(shipped.orderedBy);
  });
});
