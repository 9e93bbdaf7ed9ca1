import { describe, expect, it } from '@jest/globals';
import { environments } from '../environments/index.ts';
import { sitesOf } from '../environments/site.ts';
import type { Template } from '../synthesised.ts';
import { like, list, Match, type Statement } from './look.ts';
import { PipelineTemplate } from './pipeline-template.ts';

/** Whose role may read and write what of the releases. */
const who = [
  { role: 'ChecksRole', reads: [], writes: [] },
  { role: 'ImagesRole', reads: ['releases'], writes: ['releases'] },
  { role: 'PruneChoreRole', reads: ['releases', 'history'], writes: [] },
  ...environments.slice(1).map(({ name }) => ({ role: `${name}PromotionGateRole`, reads: ['releases', 'environments', 'history'], writes: [] })),
  ...environments.flatMap(({ name }) => ['deploy', 'rollback'].map((build) => ({ role: `${name}${build}Role`, reads: ['releases', 'environments', 'history'], writes: ['environments', 'history'] }))),
];

export function releaseStoreSentences(read: () => Template): void {
  const stack = () => new PipelineTemplate(read());

  it('keeps each release with every version of what became of it for a year, with the key of deliveries, for TLS only, beyond the stack', () => {
    const kept = { BucketName: Match.stringLikeRegexp('^banyan-releases-'), VersioningConfiguration: { Status: 'Enabled' }, LifecycleConfiguration: { Rules: [{ NoncurrentVersionExpiration: { NoncurrentDays: 365 }, Status: 'Enabled' }] } };
    stack().asserted.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', Properties: like(kept) });
    const [key] = Object.entries(stack().resources).find(([, { Type, Properties }]) => Type === 'AWS::KMS::Key' && Properties!['Description'] === 'Encrypts code, artefacts and releases.')!;
    const encrypted = { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': [key, 'Arn'] } } }] };
    stack().asserted.allResourcesProperties('AWS::S3::Bucket', like({ BucketEncryption: encrypted }));
    const insecure = stack().of('AWS::S3::BucketPolicy').map(({ Properties }) => JSON.stringify(Properties));
    expect(insecure.filter((policy) => policy.includes('"aws:SecureTransport":"false"'))).toHaveLength(2);
  });

  describe.each(who)('to $role', ({ role, reads, writes }) => {
    const folders = (action: string) =>
      stack()
        .statements(role)
        .filter(({ Sid, Action }) => (Sid === 'ReadReleases' || Sid === 'WriteReleases') && list(Action).includes(action))
        .flatMap(({ Resource }) => list(Resource).map((resource) => /"\/(\w+)\/\*"/.exec(JSON.stringify(resource))![1]));

    it('gives to be read and written what it needs, and nothing else', () => {
      expect({ reads: folders('s3:GetObject'), writes: folders('s3:PutObject') }).toEqual({ reads, writes });
    });

    it(reads.length === 0 ? 'says nothing of what is there, and gives no key' : 'says what is not there, and gives the key to it', () => {
      const given = (action: string) => stack().statements(role).filter(({ Sid, Action }) => (Sid === 'FindReleases' || Sid === 'ReleaseKey') && list(Action).includes(action)).length;
      expect([given('s3:ListBucket'), given('kms:Decrypt'), given('kms:GenerateDataKey')]).toEqual(reads.length === 0 ? [0, 0, 0] : [1, 1, 1]);
    });
  });

  it('lets who prunes read releases and what became of them, from every account, and nobody else', () => {
    const pruners = (type: string, document: string): Statement => {
      const found = stack().of(type).flatMap(({ Properties }) => (Properties![document] as { readonly Statement: readonly Statement[] }).Statement).filter(({ Sid }) => Sid === 'Pruners');
      expect(found).toHaveLength(1);
      return found[0]!;
    };
    const roles = environments.flatMap((environment) => sitesOf(environment).map(({ region }) => `arn:aws:iam::${environment.account}:role/banyan-${environment.name}-${region.name}-pruner`));
    const bucket = pruners('AWS::S3::BucketPolicy', 'PolicyDocument');
    const key = pruners('AWS::KMS::Key', 'KeyPolicy');
    expect(bucket).toMatchObject({ Effect: 'Allow', Action: 's3:GetObject', Condition: { StringEquals: { 'aws:PrincipalArn': roles } } });
    expect(list(bucket.Resource).map((resource) => /"\/(\w+)\/\*"/.exec(JSON.stringify(resource))![1])).toEqual(['releases', 'history']);
    expect(key).toMatchObject({ Effect: 'Allow', Action: 'kms:Decrypt', Condition: { StringEquals: { 'aws:PrincipalArn': roles } } });
  });
}
