import { describe, expect, it } from '@jest/globals';
import type { Environment, PublishedContract } from '@banyan/contracts/compatibility';
import { recorded } from './recorded.ts';

const contract = (name: string, version: string): PublishedContract => ({ name, version, operations: {}, events: {}, groups: {} });
const host = (name: string, version: string) => ({ host: name, serves: { [name]: version }, needs: { accounts: '1.0.0' } });
const before: Environment = { environment: 'production', hosts: [host('orders', '1.0.0'), host('catalog', '1.0.0')] };
const candidate = { host: 'orders', serves: [contract('orders', '1.1.0')], needs: [contract('accounts', '1.0.0')] };

describe('what an environment runs', () => {
  it('has a host in its new version once it is deployed', () => {
    expect(recorded(before, candidate, { beside: false })).toEqual({ environment: 'production', hosts: [host('catalog', '1.0.0'), host('orders', '1.1.0')] });
  });

  it('has it in both while it is updated, however often that is said', () => {
    const during = recorded(before, candidate, { beside: true });
    expect(during.hosts).toEqual([host('orders', '1.0.0'), host('catalog', '1.0.0'), host('orders', '1.1.0')]);
    expect(recorded(during, candidate, { beside: true })).toEqual(during);
    expect(recorded(during, candidate, { beside: false }).hosts).toEqual([host('catalog', '1.0.0'), host('orders', '1.1.0')]);
  });

  it('has a host that is new', () => {
    expect(recorded({ environment: 'production', hosts: [] }, candidate, { beside: false }).hosts).toEqual([host('orders', '1.1.0')]);
  });
});
