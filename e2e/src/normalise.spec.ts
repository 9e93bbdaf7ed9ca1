import { describe, expect, it } from '@jest/globals';
import { normaliser } from './normalise.ts';

describe('what is compared of two runs', () => {
  it('names ids in the order of their first appearance, and knows them again', () => {
    const { seen, known } = normaliser();
    expect(seen({ chargeId: 'ch_abcdefghij', again: ['ch_abcdefghij', 'ch_klmnopqrst'] })).toEqual({ chargeId: '<charge 1>', again: ['<charge 1>', '<charge 2>'] });
    expect(known(['ch_klmnopqrst', 'ch_neverseen0'])).toEqual(['<charge 2>', '<charge>']);
  });

  it.each([
    [{ request_key: 'pq7Zch_abcdefghijklmn-ord_0123456789' }, { request_key: '<digest>' }],
    [{ token: 'eyJhbGciOiJI.eyJzdWIiOiJj.Q5ch_abcdefghijkl' }, { token: '<session>' }],
    [{ receipt: 'rcp_k1.ord_k13agTeyJq0.eyJx.ch_abcdefgh' }, { receipt: '<receipt>' }],
    [{ receipt: 'rcp_k1.ord_k13agTeyJq0aaaaaaaaaaaaaaaaaaaaa.1764_x-eyJ.scryptcrt_0123456789' }, { receipt: '<receipt>' }],
    [{ answer: '{"receipt":"rcp_k1.ord_k13agTeyJq0.eyJx.ch_abcdefgh","orderId":"ord_k1eyJ0123456789abcdefgh"}' }, { answer: '{"receipt":"<receipt>","orderId":"<order>"}' }],
  ])('takes for one what is random, whatever it looks like inside: %j', (value, expected) => {
    expect(normaliser().known(value)).toEqual(expected);
  });
});
