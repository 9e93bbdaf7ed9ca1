import { expect, it } from '@jest/globals';
import { prefixOf } from '../environments/site.ts';
import { templateOf, type Site, type Synthesised } from '../synthesised.ts';
import { askable, like, list, Match, resourcesOf, statementsOf } from './look.ts';

export function reportSentences(synthesised: () => Synthesised, site: Site): void {
  const template = () => askable(synthesised(), site, 'reports');
  const { environment, region } = site;
  const prefix = prefixOf(environment);

  if (!region.database.reporting) {
    it('makes no reports, for want of an instance for them', () => {
      expect(() => templateOf(synthesised(), site, 'reports')).toThrow('There is no stack');
    });
    return;
  }

  it('has the extract for reports made every six hours, within the network and without an address of the internet', () => {
    template().hasResourceProperties(
      'AWS::Scheduler::Schedule',
      like({
        ScheduleExpression: 'cron(10 0/6 * * ? *)',
        ScheduleExpressionTimezone: 'UTC',
        State: Match.absent(),
        Target: like({ EcsParameters: like({ LaunchType: 'FARGATE', NetworkConfiguration: { AwsvpcConfiguration: like({ AssignPublicIp: 'DISABLED', SecurityGroups: [Match.anyValue()] }) } }) }),
      }),
    );
    const roleOfSchedule = statementsOf(synthesised(), site, 'reports', 'ScheduledRole');
    expect(roleOfSchedule.flatMap(({ Action }) => list(Action)).sort()).toEqual(['ecs:RunTask', 'iam:PassRole']);
    for (const { Resource, Condition } of roleOfSchedule) {
      expect(JSON.stringify(Resource)).not.toContain('*');
      expect(Condition).toBeDefined();
    }
  });

  it('reads reports at the instance that is theirs, with a login that no host has', () => {
    const [task] = resourcesOf(synthesised(), site, 'reports', 'AWS::ECS::TaskDefinition');
    const [container] = task!.Properties!['ContainerDefinitions'] as readonly [{ readonly Environment: readonly { readonly Name: string; readonly Value: unknown }[]; readonly Secrets: readonly { readonly Name: string }[]; readonly Command: unknown }];
    expect(JSON.stringify(container.Environment.find(({ Name }) => Name === 'REPORTS_DATABASE_HOST')!.Value)).toMatch(/Reports.*Endpoint/);
    expect(container.Secrets.map(({ Name }) => Name).sort()).toEqual(['REPORTS_DATABASE_URL', 'REPORTS_PSEUDONYM_KEY']);
    expect(JSON.stringify(container.Command)).not.toContain('--allow-writer');
    expect(JSON.stringify(container.Command)).toContain('"--max-behind","900"');
    for (const host of ['monolith', 'orders', 'catalog']) expect(JSON.stringify(templateOf(synthesised(), site, host))).not.toMatch(/REPORTS_|reports\/(login|pseudonym-key)/);
  });

  it('lets the extract keep files below one prefix of its bucket, and do nothing else', () => {
    const allowed = statementsOf(synthesised(), site, 'reports', 'ExtractRole');
    expect(allowed.every(({ Effect }) => Effect === 'Allow')).toBe(true);
    expect(allowed.flatMap(({ Action }) => list(Action)).sort()).toEqual(['kms:Decrypt', 'kms:GenerateDataKey', 's3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject']);
    const files = allowed.find(({ Sid }) => Sid === 'KeepExtracts')!;
    expect(JSON.stringify(files.Resource)).toContain('/shop/*');
    expect(allowed.find(({ Sid }) => Sid === 'CryptExtracts')!.Condition).toEqual({ StringEquals: { 'kms:ViaService': `s3.${region.name}.amazonaws.com` } });
  });

  it('keeps extracts in a private, versioned bucket, encrypted with a key of its own', () => {
    template().hasResourceProperties(
      'AWS::S3::Bucket',
      like({
        BucketName: `${prefix}-reports-${environment.account}-${region.name}`,
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: { ServerSideEncryptionConfiguration: [like({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Match.anyValue() } })] },
        LifecycleConfiguration: like({ Rules: Match.arrayWith([like({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } })]) }),
      }),
    );
    expect(JSON.stringify(resourcesOf(synthesised(), site, 'reports', 'AWS::S3::Bucket')[0]!.Properties!['LifecycleConfiguration'])).not.toContain('ExpirationInDays');
  });

  it('tells people when an extract fails, and when none was made for twelve hours', () => {
    template().hasResourceProperties('AWS::CloudWatch::Alarm', like({ AlarmName: `${prefix}-reports-late`, Period: 21_600, EvaluationPeriods: 2, Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching', AlarmActions: [Match.anyValue()] }));
    template().hasResourceProperties('AWS::CloudWatch::Alarm', like({ AlarmName: `${prefix}-reports-failed`, Threshold: 0, AlarmActions: [Match.anyValue()] }));
    template().hasResourceProperties('AWS::Logs::MetricFilter', like({ FilterPattern: '?"is written" ?"Nothing has changed since run"' }));
    template().hasResourceProperties('AWS::Logs::MetricFilter', like({ FilterPattern: '"Nothing was extracted"' }));
  });
}
