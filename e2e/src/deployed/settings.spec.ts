import { beforeAll, describe, expect, it } from '@jest/globals';
import { prepareHost, SettingsRefused } from '@banyan/host';
import { environments, hostNames, sitesOf, synthesise, type Synthesised } from '@banyan/infra/synthesised';
import { environmentOf, listening, specs } from './deployed-host.testing.ts';

/** What Node itself reads. */
const ofNode = ['NODE_EXTRA_CA_CERTS'];

/** The host's own reader is asked: it refuses what is missing or malformed, all at once. Nothing is connected to. */
async function refusalsOf(environment: Readonly<Record<string, string>>, host: (typeof hostNames)[number]): Promise<{ readonly problems: readonly string[]; readonly unheard: readonly string[] }> {
  const { told, unheard } = listening(environment);
  try {
    const prepared = prepareHost(specs[host], told);
    await prepared.routingStore?.close();
    await Promise.all([...prepared.targets.values(), ...prepared.shadowTargets.values()].map((target) => target.close()));
    await prepared.queues?.close();
    return { problems: [], unheard: unheard().filter((name) => !ofNode.includes(name)) };
  } catch (error) {
    if (!(error instanceof SettingsRefused)) throw error;
    return { problems: error.problems, unheard: unheard() };
  }
}

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
