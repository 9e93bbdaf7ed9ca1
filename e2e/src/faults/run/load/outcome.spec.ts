import { describe, expect, it } from '@jest/globals';
import { disappointmentOf } from './outcome.ts';

const answered = (http: number, body: object = {}, retryAfter?: number) => disappointmentOf({ kind: 'answered', http, retryAfter, body: body as Record<string, unknown> });

describe('how a disappointment is recorded', () => {
  it('a 4xx as a definite no, with its code', () => {
    expect(answered(422, { code: 'idempotencyKeyReused' })).toEqual({ word: 'fail', problem: { http: 422, code: 'idempotencyKeyReused' } });
  });

  it('everything else as unknown: a 5xx, an answer that makes no sense, and none at all', () => {
    expect(answered(503, { code: 'unavailable' }, 2)).toEqual({ word: 'info', problem: { http: 503, code: 'unavailable', retryAfter: 2 } });
    expect(answered(202)).toEqual({ word: 'info', problem: { http: 202 } });
    expect(disappointmentOf({ kind: 'unanswered', error: 'ECONNRESET' })).toEqual({ word: 'info', problem: { error: 'ECONNRESET' } });
  });
});
