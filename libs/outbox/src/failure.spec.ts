import { describe, expect, it } from '@jest/globals';
import { CallError, OperationError, Unavailable, type CallErrorCode } from '@banyan/contracts/define';
import { failureOf } from './failure.ts';
import { GivenUp } from './given-up.ts';
import { StaleTurn } from './stale-turn.ts';

const call = { destination: 'orders.placeOrder' };
const own = (code: CallErrorCode, executed: 'no' | 'unknown' = 'no') => new CallError(code, 'orders.placeOrder', '', { executed });
const neighbours = (code: CallErrorCode, executed: 'no' | 'unknown' = 'no') => new CallError(code, 'payments.charge', '', { executed });

describe('a failed attempt', () => {
  it.each([
    ['a store that is away', new Unavailable('PostgreSQL'), 'neighbour', 'unavailable'],
    ['a neighbour that is away, overloaded or not asked for a while', neighbours('unavailable'), 'neighbour', 'unavailable'],
    ['a neighbour that did not answer in time', neighbours('deadlineExceeded', 'unknown'), 'neighbour', 'deadlineExceeded'],
    ['a neighbour with other keys', neighbours('unauthenticated'), 'neighbour', 'unauthenticated'],
    ['a neighbour of another release', neighbours('unknownOperation'), 'neighbour', 'unknownOperation'],
    ['having been overtaken', new StaleTurn({ lane: 'a>b/1', sequence: 1, epoch: 1, acceptedAt: '2026-11-01T10:00:00.000Z', failures: 0 }), 'neighbour', 'staleTurn'],
    ['an input that does not fit a neighbour', neighbours('contractViolation'), 'call', 'contractViolation'],
    ['what a neighbour does not allow', neighbours('forbidden'), 'call', 'forbidden'],
    ['a neighbour that fails over it', neighbours('internal', 'unknown'), 'call', 'internal'],
    ['a declared failure that nobody handles', new OperationError('outOfStock', {}, ''), 'call', 'outOfStock'],
    ['an error', new TypeError('No.'), 'call', 'TypeError'],
    ['something that is no error', 'No.', 'call', 'string'],
    ['a handler that was given up', new GivenUp(100), 'call', 'hung'],
    ['a body that cannot be read', own('contractViolation'), 'hopeless', 'contractViolation'],
    ['an operation that nobody here handles', own('unknownOperation'), 'hopeless', 'unknownOperation'],
    ['an answer that does not fit', own('contractViolation', 'unknown'), 'call', 'contractViolation'],
  ])('by %s', (_what, error, blame, code) => {
    expect(failureOf(error, call)).toEqual({ blame, code });
  });
});
