import { beforeAll, describe, expect, it } from '@jest/globals';
import { environments, sitesOf } from './synthesised.ts';
import { synthesise, type Synthesised } from './synthesised.ts';
import { dataSentences } from './testing/data-sentences.ts';
import { entrySentences } from './testing/entry-sentences.ts';
import { hostSentences } from './testing/host-sentences.ts';
import { networkSentences } from './testing/network-sentences.ts';
import { recoverySentences } from './testing/recovery-sentences.ts';
import { watchSentences } from './testing/watch-sentences.ts';

/** Each environment is synthesised once, and everything is asked of it here. */
describe.each(environments.map((environment) => ({ name: environment.name, environment })))('$name', ({ environment }) => {
  const sites = sitesOf(environment);
  const [home, recovery] = sites;
  let made: Synthesised | undefined;
  let failure: unknown;
  beforeAll(() => {
    try {
      made = synthesise(environment);
    } catch (error) {
      failure = error;
    }
  });
  const synthesised = () => made!;

  it('is synthesised without an open finding of cdk-nag', () => {
    expect(failure).toBeUndefined();
    expect(made).toBeDefined();
  });

  it('keeps every log for as long as it says, and no longer', () => {
    const logs = [...synthesised().stacks.values()].flatMap(({ Resources }) => Object.values(Resources)).filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(5);
    expect(new Set(logs.map(({ Properties }) => Properties!['RetentionInDays']))).toEqual(new Set([environment.logs.keepDays]));
  });

  describe.each(sites.map((site) => ({ region: site.region.name, role: site.role, site })))('$role region $region', ({ site }) => {
    networkSentences(synthesised, site);
    hostSentences(synthesised, site);
    dataSentences(synthesised, site);
    entrySentences(synthesised, site);
    watchSentences(synthesised, site);
  });

  if (home && recovery) describe('the recovery region', () => recoverySentences(synthesised, home, recovery));
});
