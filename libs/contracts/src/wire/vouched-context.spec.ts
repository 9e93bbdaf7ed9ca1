import { describe, expect, it } from '@jest/globals';
import type { CallContext } from '../define/index.ts';
import { isVouchedFor, vouchFor } from './vouched-context.ts';

const context: CallContext = {
  principal: { kind: 'customer', customerId: 'c-1' },
  caller: 'monolith',
  deadline: 1_700_000_000_000,
  traceparent: '00-00000000000000000000000000000001-0000000000000001-01',
  routeVersion: 7,
};

describe('a context that a transport vouches for', () => {
  it('says the same as before, and is recognised', () => {
    const vouched = vouchFor(context);
    expect(vouched).toEqual(context);
    expect(isVouchedFor(vouched)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['what a transport did not vouch for', context],
    ['a copy, which may say something else', { ...vouchFor(context) }],
    ['what came over a wire', JSON.parse(JSON.stringify(vouchFor(context)))],
    ['what inherits from it', Object.create(vouchFor(context))],
    ['nothing', undefined],
    ['null', null],
    ['text', 'banyan:vouched'],
  ])('is not %s', (_what, other) => {
    expect(isVouchedFor(other)).toBe(false);
  });
});
