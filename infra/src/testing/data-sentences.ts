import { expect, it } from '@jest/globals';
import { moduleNames, schemaNames } from '../shop/modules.ts';
import { serviceNames } from '../shop/pages.ts';
import { queuesOf } from '../shop/queue-names.ts';
import { prefixOf } from '../environments/site.ts';
import { templateOf, type Site, type Synthesised } from '../synthesised.ts';
import { askable, like, Match, resourcesOf, statementsOf } from './look.ts';

export function dataSentences(synthesised: () => Synthesised, site: Site): void {
  const template = () => askable(synthesised(), site, 'data');
  const { environment, region, role } = site;
  const isHome = role === 'home';

  it('has the queues that hosts look for, each encrypted with its module’s key and with a parked queue that keeps messages for 14 days', () => {
    const names = moduleNames.flatMap((module) => queuesOf(prefixOf(environment), module));
    expect(names.length).toBeGreaterThan(0);
    template().resourceCountIs('AWS::SQS::Queue', names.length * 2);
    for (const { name, parkedName, fifo, module } of names) {
      const key = { 'Fn::GetAtt': [Match.stringLikeRegexp(`^Data${module}Key`), 'Arn'] };
      const kept = { MessageRetentionPeriod: 1_209_600, KmsMasterKeyId: key, ...(fifo ? { FifoQueue: true, DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' } : {}) };
      template().hasResourceProperties('AWS::SQS::Queue', like({ QueueName: parkedName, ...kept, RedrivePolicy: Match.absent() }));
      template().hasResourceProperties('AWS::SQS::Queue', like({ QueueName: name, ...kept, RedrivePolicy: like({ maxReceiveCount: 50 }) }));
    }
  });

  it('has an Aurora PostgreSQL that is encrypted, with a writer, readers and an instance for reports', () => {
    const { readers, reporting } = region.database;
    template().hasResourceProperties('AWS::RDS::DBCluster', like({ Engine: 'aurora-postgresql', StorageEncrypted: true, KmsKeyId: Match.anyValue(), BackupRetentionPeriod: environment.backups.keepDays, DeletionProtection: environment.keepsData }));
    template().resourceCountIs('AWS::RDS::DBInstance', 1 + readers + (reporting ? 1 : 0));
    const reports = template().findResources('AWS::RDS::DBInstance', { Properties: like({ DBInstanceIdentifier: `${prefixOf(environment)}-reporting`, PromotionTier: 2 }) });
    expect(Object.keys(reports)).toHaveLength(reporting ? 1 : 0);
    if (reporting) template().hasResourceProperties('AWS::RDS::DBClusterEndpoint', like({ CustomEndpointType: 'READER', StaticMembers: [`${prefixOf(environment)}-reporting`] }));
    if (reporting) template().hasResourceProperties('AWS::SSM::Parameter', like({ Name: `/banyan/${environment.name}/reporting-host`, Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('Reports'), 'Endpoint'] } }));
    template().hasResourceProperties('AWS::RDS::DBClusterParameterGroup', like({ Parameters: like({ 'rds.force_ssl': '1' }) }));
  });

  it('has a login for each schema, encrypted with its own key, that is made anew every 30 days', () => {
    const secrets = resourcesOf(synthesised(), site, 'data', 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties!);
    const logins = secrets.filter(({ Name }) => String(Name).includes('/login/') && !String(Name).endsWith('/owner'));
    if (!isHome) return expect(logins).toEqual([]);
    expect(logins.map(({ Name }) => String(Name).split('/').at(-1)).sort()).toEqual([...schemaNames].sort());
    expect(new Set(logins.map(({ KmsKeyId }) => JSON.stringify(KmsKeyId))).size).toBe(schemaNames.length);
    for (const schema of schemaNames) {
      template().hasResourceProperties('AWS::SecretsManager::RotationSchedule', like({ SecretId: { Ref: Match.stringLikeRegexp(`^Data${schema}LoginSecret`) }, RotationRules: { ScheduleExpression: 'rate(30 days)' } }));
    }
  });

  it('makes every secret anew but those that derive names or pseudonyms, or that the payment company gives', () => {
    if (!isHome) return;
    const resources = Object.entries(templateOf(synthesised(), site, 'data').Resources);
    const scheduled = JSON.stringify(resources.filter(([, { Type, Properties }]) => Type === 'AWS::SecretsManager::RotationSchedule' && Properties!['RotationRules'] !== undefined));
    const kept = resources.filter(([id, { Type }]) => Type === 'AWS::SecretsManager::Secret' && !scheduled.includes(`"${id}"`) && !scheduled.includes(`"${id.replace(/[0-9A-F]{8}$/, '')}`));
    expect(kept.map(([, { Properties }]) => String(Properties!['Name']).split('/').slice(2).join('/')).sort()).toEqual(['keys/buyer', 'keys/order-id', 'payments/events-keys', 'payments/provider-key', 'reports/pseudonym-key']);
  });

  it('lets the rotation roll over whoever reads a secret, and writes down who that is', () => {
    const services = serviceNames.map((service) => `arn:aws:ecs:${region.name}:${environment.account}:service/${prefixOf(environment)}/${service}`);
    expect(statementsOf(synthesised(), site, 'data', 'RotationFunction').find(({ Sid }) => Sid === 'RollOver')!.Resource).toEqual(services);
    if (!isHome) return;
    const readers = (path: string) => (resourcesOf(synthesised(), site, 'data', 'AWS::SecretsManager::Secret').find(({ Properties }) => Properties!['Name'] === `banyan/${environment.name}/${path}`)!.Properties!['GenerateSecretString'] as { readonly SecretStringTemplate: string }).SecretStringTemplate;
    expect(JSON.parse(readers('tokens/control-viewer'))).toEqual({ kind: 'token', readers: 'monolith console' });
    expect(JSON.parse(readers('keys/console'))).toEqual({ kind: 'key-ring', readers: 'console' });
  });

  it('copies its backups to another region, and keeps both as long as the environment says', () => {
    if (!isHome) return template().resourceCountIs('AWS::Backup::BackupPlan', 0);
    const { copyTo, keepDays, keepCopiesDays } = environment.backups;
    expect(copyTo).not.toBe(region.name);
    template().hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: like({
        BackupPlanRule: [
          like({
            Lifecycle: { DeleteAfterDays: keepDays },
            CopyActions: [{ DestinationBackupVaultArn: `arn:aws:backup:${copyTo}:${environment.account}:backup-vault:${prefixOf(environment)}-copies`, Lifecycle: { DeleteAfterDays: keepCopiesDays } }],
          }),
        ],
      }),
    });
    template().hasResourceProperties('AWS::Backup::BackupSelection', like({ BackupSelection: like({ Resources: Match.anyValue() }) }));
  });

  it('has a Redis that is spoken to by TLS and with a login only', () => {
    template().hasResourceProperties('AWS::ElastiCache::ReplicationGroup', like({ TransitEncryptionEnabled: true, AtRestEncryptionEnabled: true, UserGroupIds: Match.anyValue(), AutomaticFailoverEnabled: region.cache.replicas > 0 }));
    template().hasResourceProperties('AWS::ElastiCache::User', like({ UserName: 'default', AccessString: 'off ~* -@all' }));
    template().hasResourceProperties('AWS::ElastiCache::User', like({ UserName: 'banyan', AuthenticationMode: like({ Type: 'password' }) }));
  });

  it('keeps images and video in a private, versioned, encrypted bucket that only its own network reads', () => {
    template().hasResourceProperties(
      'AWS::S3::Bucket',
      like({
        BucketName: Match.stringLikeRegexp('-media-'),
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: Match.anyValue(),
        LifecycleConfiguration: like({ Rules: Match.arrayWith([like({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } })]) }),
      }),
    );
    template().hasResourceProperties('AWS::S3::BucketPolicy', like({ PolicyDocument: like({ Statement: Match.arrayWith([like({ Action: 's3:GetObject', Condition: { StringEquals: { 'aws:SourceVpce': Match.anyValue() } } })]) }) }));
  });
}
