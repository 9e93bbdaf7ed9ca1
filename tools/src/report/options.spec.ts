import { describe, expect, it } from '@jest/globals';
import { readExtractOptions, readRevenueOptions } from './options.ts';

describe('the command line of report:extract', () => {
  it('reads from the shop of the data folder, and writes beside its data, if nothing is said', () => {
    expect(readExtractOptions([], '/shop')).toEqual({
      options: { data: '/shop/.banyan', to: '/shop/.banyan/reports', atMostBehind: 900, allowWriter: false, anew: false },
      mistakes: [],
    });
  });

  it('takes a replica, a bucket, and how late it may be', () => {
    const { options, mistakes } = readExtractOptions(['--from', 'replica.internal:5433', '--to', 's3://reports/shop', '--endpoint', 'http://127.0.0.1:9', '--max-behind', '0', '--anew'], '/shop');
    expect(mistakes).toEqual([]);
    expect(options).toMatchObject({ from: 'replica.internal:5433', to: 's3://reports/shop', endpoint: 'http://127.0.0.1:9', atMostBehind: 0, anew: true });
  });

  it('says everything that is wrong with it', () => {
    expect(readExtractOptions(['now', '--max-behind', 'soon', '--from', 'postgres://me@there/shop'], '/shop').mistakes).toEqual([
      "'now' is not expected here; this command takes flags only.",
      '--max-behind soon is not a number of seconds, such as --max-behind 900.',
      '--from postgres://me@there/shop is not a host with its port, such as --from 127.0.0.1:5433.',
    ]);
  });
});

describe('the command line of report:revenue', () => {
  it('reads the extracts of the shop’s data folder if nothing is said', () => {
    expect(readRevenueOptions(['--check'], '/shop')).toEqual({ options: { data: '/shop/.banyan', of: '/shop/.banyan/reports', check: true }, mistakes: [] });
  });
});
