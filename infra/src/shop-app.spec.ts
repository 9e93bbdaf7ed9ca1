import { beforeAll, describe, expect, it } from '@jest/globals';
import { imageNames, repositoryOf } from './images/image-names.ts';
import { environments, sitesOf, synthesise, synthesiseShared, type Synthesised } from './synthesised.ts';
import { choreSentences } from './testing/chore-sentences.ts';
import { dataSentences } from './testing/data-sentences.ts';
import { deliverySentences } from './testing/delivery-sentences.ts';
import { entrySentences } from './testing/entry-sentences.ts';
import { hostSentences } from './testing/host-sentences.ts';
import { networkSentences } from './testing/network-sentences.ts';
import { pagesSentences } from './testing/pages-sentences.ts';
import { recoverySentences } from './testing/recovery-sentences.ts';
import { reportSentences } from './testing/report-sentences.ts';
import { watchSentences } from './testing/watch-sentences.ts';

describe('what environments share', () => {
  it('has a repository for each image, whose tags never change, and copies images to every region of every environment', () => {
    const resources = [...synthesiseShared().values()].flatMap(({ Resources }) => Object.values(Resources));
    const repositories = resources.filter(({ Type }) => Type === 'AWS::ECR::Repository').map(({ Properties }) => Properties!);
    expect(repositories.map(({ RepositoryName }) => RepositoryName)).toEqual(imageNames.map(repositoryOf));
    for (const repository of repositories) expect(repository).toMatchObject({ ImageTagMutability: 'IMMUTABLE', ImageScanningConfiguration: { ScanOnPush: true } });
    const { ReplicationConfiguration } = resources.find(({ Type }) => Type === 'AWS::ECR::ReplicationConfiguration')!.Properties as { readonly ReplicationConfiguration: { readonly Rules: readonly [{ readonly Destinations: readonly object[] }] } };
    expect(ReplicationConfiguration.Rules[0].Destinations).toEqual(environments.flatMap(sitesOf).map(({ environment, region }) => ({ RegistryId: environment.account, Region: region.name })));
  });
});

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
    pagesSentences(synthesised, site);
    dataSentences(synthesised, site);
    deliverySentences(synthesised, site);
    choreSentences(synthesised, site);
    entrySentences(synthesised, site);
    watchSentences(synthesised, site);
    reportSentences(synthesised, site);
  });

  if (home && recovery) describe('the recovery region', () => recoverySentences(synthesised, home, recovery));
});
