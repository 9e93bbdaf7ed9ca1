import { beforeAll, describe, expect, it } from '@jest/globals';
import { environments, hostNames, pagesNames, sitesOf, synthesise, type Synthesised } from '@banyan/infra/synthesised';
import { environmentOf } from './deployed-host.testing.ts';
import { refusalsOf } from './host-settings.testing.ts';
import { refusalOfPages } from './pages-settings.testing.ts';

describe.each(environments.map((environment) => ({ name: environment.name, environment })))('what ECS gives to the hosts of $name', ({ environment }) => {
  let synthesised: Synthesised;
  beforeAll(() => {
    synthesised = synthesise(environment);
  });
  const cases = sitesOf(environment).flatMap((site) => hostNames.map((host) => ({ site, host, region: site.region.name })));

  it.each(cases)('is what $host in $region reads: no name is missing, malformed or unheard of', async ({ site, host }) => {
    expect(await refusalsOf(environmentOf(synthesised, site, host), host)).toEqual({ problems: [], unheard: [] });
  });

  it.each(sitesOf(environment).flatMap((site) => pagesNames.map((pages) => ({ site, pages, region: site.region.name }))))('is what the $pages in $region reads, and no more than that', ({ site, pages }) => {
    expect(refusalOfPages(environmentOf(synthesised, site, pages), pages)).toEqual({ refusal: '', unheard: [] });
  });

  it('is refused by pages as soon as one name differs', () => {
    const [site] = sitesOf(environment);
    for (const [pages, name] of [['storefront', 'SHOP_API_URL'], ['storefront', 'MEDIA_URL'], ['storefront', 'PORT'], ['console', 'CONTROL_URL'], ['console', 'CONTROL_VIEWER_TOKEN'], ['console', 'CONSOLE_KEYS']] as const) {
      const { [name]: value, ...rest } = environmentOf(synthesised, site!, pages);
      expect(refusalOfPages({ ...rest, [`${name}_`]: value! }, pages)).toEqual({ refusal: expect.stringContaining(name), unheard: [`${name}_`] });
    }
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
