import { beforeAll, describe, expect, it } from '@jest/globals';
import { environments, hostNames, sitesOf, synthesise, type Synthesised } from '@banyan/infra/synthesised';
import { environmentOf } from './deployed-host.testing.ts';
import { refusalsOf } from './host-settings.testing.ts';

describe.each(environments.map((environment) => ({ name: environment.name, environment })))('what ECS gives to the hosts of $name', ({ environment }) => {
  let synthesised: Synthesised;
  beforeAll(() => {
    synthesised = synthesise(environment);
  });
  const cases = sitesOf(environment).flatMap((site) => hostNames.map((host) => ({ site, host, region: site.region.name })));

  it.each(cases)('is what $host in $region reads: no name is missing, malformed or unheard of', async ({ site, host }) => {
    expect(await refusalsOf(environmentOf(synthesised, site, host), host)).toEqual({ problems: [], unheard: [] });
  });

  it('has hosts check their queues, follow live routes and keep the last good ones', () => {
    const [site] = sitesOf(environment);
    for (const host of hostNames) {
      const told = environmentOf(synthesised, site!, host);
      const wanted = ['ROUTING_DATABASE_URL', 'ROUTING_REDIS_URL', 'ROUTING_LAST_GOOD', 'LANES_REDIS_URL', ...(host === 'catalog' ? [] : ['QUEUES', 'QUEUE_PREFIX', 'AWS_REGION'])];
      expect(Object.keys(told)).toEqual(expect.arrayContaining(wanted));
      expect(told['QUEUES']).toBe(host === 'catalog' ? undefined : 'check');
    }
  });

  it('has the monolith open its control API, with all that it needs', () => {
    const told = environmentOf(synthesised, sitesOf(environment)[0]!, 'monolith');
    expect(Object.keys(told)).toEqual(expect.arrayContaining(['CONTROL_PORT', 'CONTROL_VIEWER_TOKEN', 'CONTROL_OPERATOR_TOKEN']));
  });

  it('is refused as soon as one name differs', async () => {
    const { ORDERS_DATABASE_URL, ...rest } = environmentOf(synthesised, sitesOf(environment)[0]!, 'orders');
    const { problems, unheard } = await refusalsOf({ ...rest, ORDER_DATABASE_URL: ORDERS_DATABASE_URL! }, 'orders');
    expect(problems).toEqual([expect.stringContaining('ORDERS_DATABASE_URL is missing')]);
    expect(unheard).toContain('ORDER_DATABASE_URL');
  });
});
