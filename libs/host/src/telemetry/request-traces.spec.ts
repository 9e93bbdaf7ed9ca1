import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isRecorded } from '@banyan/strangler';
import { requestTraces } from './request-traces.ts';

const ids = Array.from({ length: 20_000 }, () => randomBytes(16).toString('hex'));
const recordedAt = (sample: number) => ids.filter((id) => isRecorded(requestTraces({ sample }).begin(id, 'GET /').traceparent));

describe('of the requests’ traces', () => {
  it.each([0.1, 0.5])('the share of %d is recorded', (sample) => {
    expect(recordedAt(sample).length / ids.length).toBeCloseTo(sample, 1);
  });

  it('all are recorded, or none', () => {
    expect([recordedAt(1).length, recordedAt(0).length]).toEqual([ids.length, 0]);
  });

  it('each keeps the request’s id', () => {
    const [id] = ids;
    expect(requestTraces({ sample: 1 }).begin(id!, 'GET /').traceparent).toMatch(new RegExp(`^00-${id}-[0-9a-f]{16}-01$`));
  });
});
