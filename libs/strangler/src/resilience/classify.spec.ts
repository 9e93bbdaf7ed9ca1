import { describe, expect, it } from '@jest/globals';
import { CallError, deferred, OperationError, read, write, type CallErrorCode, type Executed } from '@banyan/contracts/define';
import { Type } from 'typebox';
import { classify, mayRepeat } from './classify.ts';

const shape = { input: Type.Object({ sku: Type.String() }), output: Type.Object({}), timeout: 1_000 };
const addressed = (operation: Parameters<typeof mayRepeat>[0]['operation']) => ({ address: 'stock.take', contractVersion: '1.0.0', operation });
const count = addressed(read(shape));
const take = addressed(write(shape));
const takeOnce = addressed(write({ ...shape, idempotencyKey: ({ sku }) => sku }));
const ship = addressed(deferred({ ...shape, orderedBy: ({ sku }) => sku, idempotencyKey: ({ sku }) => sku }));

const failed = (code: CallErrorCode, executed: Executed, operation = 'stock.take') => new CallError(code, operation, 'It failed.', { executed });

describe('a failed call', () => {
  it.each<[CallErrorCode, Executed, ReturnType<typeof classify>]>([
    ['unavailable', 'no', 'fault'],
    ['unavailable', 'unknown', 'fault'],
    ['internal', 'unknown', 'fault'],
    ['unknownOperation', 'no', 'fault'],
    ['deadlineExceeded', 'unknown', 'fault'],
    ['deadlineExceeded', 'no', 'unsent'],
    ['contractViolation', 'unknown', 'fault'],
    ['contractViolation', 'no', 'unsent'],
    ['unauthenticated', 'no', 'refused'],
    ['forbidden', 'no', 'refused'],
    ['comparisonOnly', 'no', 'unsent'],
    ['comparisonOnly', 'unknown', 'refused'],
  ])('that is %s, executed: %s, tells of a %s', (code, executed, expected) => {
    expect(classify('stock.take', failed(code, executed))).toBe(expected);
  });

  it('by a declared error tells of a refusal, by any other of a fault', () => {
    expect(classify('stock.take', new OperationError('unknownSku', {}, 'Nobody sells it.'))).toBe('refused');
    expect(classify('stock.take', new TypeError('x is undefined'))).toBe('fault');
  });

  it('for want of time one call further on was sent', () => {
    expect(classify('stock.take', failed('deadlineExceeded', 'no', 'mail.send'))).toBe('fault');
  });
});

describe('a call may be made once more', () => {
  const faults = [failed('unavailable', 'unknown'), failed('internal', 'unknown'), failed('deadlineExceeded', 'unknown'), failed('contractViolation', 'unknown')];
  const refusals = [
    new OperationError('unknownSku', {}, 'Nobody sells it.'),
    failed('forbidden', 'no'),
    failed('unauthenticated', 'no'),
    failed('contractViolation', 'no'),
    failed('deadlineExceeded', 'no'),
  ];

  it.each(faults)('after %s, executed or not, if it is a read or has an idempotency key', (fault) => {
    expect([count, takeOnce, ship].map((operation) => mayRepeat(operation, fault))).toEqual([true, true, true]);
    expect(mayRepeat(take, fault)).toBe(false);
  });

  it('whatever it is, if the target was away or does not serve it', () => {
    for (const error of [failed('unavailable', 'no'), failed('unknownOperation', 'no')]) {
      expect([count, take, takeOnce, ship].map((operation) => mayRepeat(operation, error))).toEqual([true, true, true, true]);
    }
  });

  it.each(refusals)('but not after %s', (refusal) => {
    expect([count, take, takeOnce, ship].map((operation) => mayRepeat(operation, refusal))).toEqual([false, false, false, false]);
  });

  it('but not a write whose handler ran and found a neighbour away', () => {
    expect(mayRepeat(take, failed('unavailable', 'no', 'mail.send'))).toBe(false);
    expect(mayRepeat(take, failed('unknownOperation', 'no', 'mail.send'))).toBe(false);
  });

  it('but not a write whose failure contradicts itself', () => {
    expect(mayRepeat(take, failed('internal', 'no'))).toBe(false);
  });
});
