import { describe, expect, it } from '@jest/globals';
import { contract, deferred, event, isCallError, type CallContext } from '@banyan/contracts/define';
import { Type } from 'typebox';
import { announce, deferCall } from './message.ts';

const Loan = Type.Object({ reader: Type.String(), book: Type.String() });
const keys = { orderedBy: ({ reader }: { reader: string }) => reader, idempotencyKey: ({ book }: { book: string }) => book };
const library = contract({
  name: 'library',
  version: '1.2.0',
  operations: { lend: deferred({ input: Loan, timeout: 1_000, ...keys }) },
  events: { lent: event({ payload: Loan, ...keys }) },
});
const context: CallContext = {
  principal: { kind: 'customer', customerId: 'cus_1' },
  caller: 'desk',
  deadline: 0,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  routeVersion: 7,
};
const at = new Date('2026-11-01T10:00:00Z');

describe('a deferred call for the outbox', () => {
  it("goes by its caller's lane, under its caller's principal", () => {
    expect(deferCall(library, 'lend', { reader: 'ann', book: 'Emma' }, { from: 'desk', context, acceptedAt: at })).toEqual({
      lane: 'desk>library/ann',
      destination: 'library.lend',
      messageId: 'library.lend:Emma',
      contractVersion: '1.2.0',
      body: '{"reader":"ann","book":"Emma"}',
      principal: context.principal,
      traceparent: context.traceparent,
      acceptedAt: '2026-11-01T10:00:00.000Z',
      routeVersion: 7,
    });
  });

  it('carries nothing that the contract does not declare', () => {
    const input = { reader: 'ann', book: 'Emma', shelf: 3 };
    expect(deferCall(library, 'lend', input, { from: 'desk', context, acceptedAt: at }).body).toBe('{"reader":"ann","book":"Emma"}');
  });

  it.each([
    ['an input that does not fit', { reader: 'ann' }, /value for library.lend.*book/],
    ['a key that is too long for a lane', { reader: 'a'.repeat(300), book: 'Emma' }, /envelope for library.lend.*\/lane/],
  ])('refuses %s', (_what, input, message) => {
    const attempt = () => deferCall(library, 'lend', input as never, { from: 'desk', context, acceptedAt: at });
    expect(attempt).toThrow(message);
    try {
      attempt();
    } catch (error) {
      expect(isCallError(error) && [error.code, error.details.executed]).toEqual(['contractViolation', 'no']);
    }
  });
});

describe('an event for the outbox', () => {
  it('speaks for the module that announces it, in a lane of the event', () => {
    expect(announce(library, 'lent', { reader: 'ann', book: 'Emma' }, { context, at })).toMatchObject({
      lane: 'library.lent/ann',
      destination: 'library.lent',
      messageId: 'library.lent:Emma',
      principal: { kind: 'module', module: 'library' },
    });
  });
});
