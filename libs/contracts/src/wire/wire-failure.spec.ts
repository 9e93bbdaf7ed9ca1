import { describe, expect, it } from '@jest/globals';
import { CallError, isCallError, isOperationError, OperationError } from '../define/index.ts';
import { decodeFailure, encodeFailure } from './wire-failure.ts';

const overTheWire = (error: unknown) => decodeFailure(encodeFailure(error, 'stock.take').body, 'stock.take');

describe('a failure on the wire', () => {
  it('gives a declared failure back with code, data and message', () => {
    const error = overTheWire(new OperationError('soldOut', { sku: 'A-1' }, 'None left; ask again on Monday.'));
    expect(isOperationError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'soldOut', data: { sku: 'A-1' }, message: 'None left; ask again on Monday.' });
  });

  it('gives a call error back with its details', () => {
    const details = { executed: 'no', violations: [{ pointer: '/sku', message: 'must be string' }] } as const;
    const error = overTheWire(new CallError('contractViolation', 'stock.take', 'Mend it.', details));
    expect(isCallError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'contractViolation', operation: 'stock.take', details, message: 'Mend it.' });
  });

  it('tells nothing of any other error', () => {
    const { status, body } = encodeFailure(new Error('password=secret at /srv/db.ts'), 'stock.take');
    expect(status).toBe(500);
    expect(body).not.toMatch(/secret|srv/);
    expect(overTheWire(new Error('x'))).toMatchObject({ code: 'internal', details: { executed: 'unknown' } });
  });

  it.each([
    ['contractViolation', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['unknownOperation', 404],
    ['internal', 500],
    ['unavailable', 503],
    ['deadlineExceeded', 504],
  ] as const)('is sent as HTTP status: %s as %i', (code, status) => {
    expect(encodeFailure(new CallError(code, 'stock.take', 'x'), 'stock.take').status).toBe(status);
    expect(encodeFailure(new OperationError('soldOut', {}, 'x'), 'stock.take').status).toBe(422);
  });

  it.each(['<html>Bad gateway</html>', '{"message":"Internal server error"}', '{"failure":"call","code":"newer"}', 'null', ''])(
    'is not read out of %j',
    (text) => {
      expect(decodeFailure(text, 'stock.take')).toBeUndefined();
    },
  );
});
