import { expect, it } from '@jest/globals';
import { hostNames } from '../shop/hosts.ts';
import { pagesNames } from '../shop/pages.ts';
import { prefixOf } from '../environments/site.ts';
import { templateOf, type Site, type Synthesised } from '../synthesised.ts';
import { askable, like, Match, resourcesOf, statementsOf } from './look.ts';

export function recoverySentences(synthesised: () => Synthesised, home: Site, recovery: Site): void {
  const { environment } = home;

  it('follows the database of the home region, without a login or a database of its own', () => {
    askable(synthesised(), home, 'data').hasResourceProperties('AWS::RDS::GlobalCluster', like({ GlobalClusterIdentifier: prefixOf(environment), SourceDBClusterIdentifier: Match.anyValue() }));
    askable(synthesised(), recovery, 'data').hasResourceProperties('AWS::RDS::DBCluster', like({ GlobalClusterIdentifier: prefixOf(environment), MasterUsername: Match.absent(), MasterUserPassword: Match.absent(), DatabaseName: Match.absent(), StorageEncrypted: true }));
  });

  it('has hosts find the writer by one name, in whichever region it is', () => {
    askable(synthesised(), home, 'data').hasResourceProperties('AWS::Lambda::Function', like({ Environment: { Variables: like({ DATABASE_GLOBAL: { Ref: Match.stringLikeRegexp('DatabaseGlobal') } }) } }));
  });

  it('has copies of the secrets and of the images, under the names that hosts know', () => {
    const secrets = resourcesOf(synthesised(), home, 'data', 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties!);
    const local = secrets.filter(({ ReplicaRegions }) => JSON.stringify(ReplicaRegions) !== JSON.stringify([{ Region: recovery.region.name }]));
    expect(local.map(({ Name }) => String(Name))).toEqual([`banyan/${environment.name}/redis`]);
    expect(resourcesOf(synthesised(), recovery, 'data', 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties!['Name'])).toEqual([`banyan/${environment.name}/redis`]);
    askable(synthesised(), home, 'data').hasResourceProperties('AWS::S3::Bucket', like({ ReplicationConfiguration: like({ Rules: [like({ Status: 'Enabled', Destination: like({ Bucket: Match.anyValue() }) })] }) }));
  });

  it('is fenced until its epoch is the newest: no task runs there, and none may touch a queue', () => {
    for (const host of hostNames) {
      const { Parameters } = templateOf(synthesised(), recovery, host);
      expect([Parameters!['Epoch']!['Default'], Parameters!['LeadingEpoch']!['Default']]).toEqual([0, 1]);
      const [leads] = Object.entries(templateOf(synthesised(), recovery, host).Conditions!).find(([, condition]) => 'Fn::Equals' in (condition as object))!;
      const { min, max } = recovery.region.hosts[host].tasks;
      const template = askable(synthesised(), recovery, host);
      template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', like({ MinCapacity: { 'Fn::If': [leads, min, 0] }, MaxCapacity: { 'Fn::If': [leads, max, 0] } }));
      template.hasResourceProperties('AWS::ECS::Service', like({ DesiredCount: { 'Fn::If': [leads, { Ref: 'AWS::NoValue' }, 0] } }));
      const denied = statementsOf(synthesised(), recovery, host, 'HostTaskRole').filter(({ Effect }) => Effect === 'Deny');
      expect(denied.map(({ Sid }) => Sid)).toEqual(host === 'catalog' ? [] : ['Fenced']);
    }
  });

  it('has pages at hand there, one task each, whoever leads', () => {
    for (const pages of pagesNames) {
      const { tasks } = recovery.region.pages[pages];
      expect([tasks.min, tasks.max]).toEqual([1, expect.any(Number)]);
      expect(templateOf(synthesised(), recovery, pages).Conditions).toBeUndefined();
    }
    expect(recovery.region.pages.storefront.tasks.max).toBe(home.region.pages.storefront.tasks.max);
  });

  it('fences the home region the same way, once another epoch is the newest', () => {
    for (const host of hostNames) {
      const { Parameters } = templateOf(synthesised(), home, host);
      expect([Parameters!['Epoch']!['Default'], Parameters!['LeadingEpoch']!['Default']]).toEqual([1, 1]);
    }
  });

  it('is made of the same parts', () => {
    for (const part of ['foundation', 'data', 'migration', 'monolith', 'orders', 'catalog', 'storefront', 'console', 'entry', 'watch']) expect(() => templateOf(synthesised(), recovery, part)).not.toThrow();
  });
}
