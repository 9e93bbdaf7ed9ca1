import { expect, it } from '@jest/globals';
import { prefixOf } from '../environments/site.ts';
import { hostNames } from '../shop/hosts.ts';
import { moduleNames, schemaNames } from '../shop/modules.ts';
import { serviceNames } from '../shop/pages.ts';
import { queuesOf } from '../shop/queue-names.ts';
import type { Site, Synthesised } from '../synthesised.ts';
import { askable, like, list, Match, resourcesOf, statementsOf } from './look.ts';

export function choreSentences(synthesised: () => Synthesised, site: Site): void {
  const { environment, region, role } = site;
  const prefix = prefixOf(environment);
  const template = () => askable(synthesised(), site, 'chores');
  const functions = () => resourcesOf(synthesised(), site, 'chores', 'AWS::Lambda::Function').map(({ Properties }) => Properties!).filter(({ FunctionName }) => FunctionName !== undefined);
  const namedChores = () => functions().map(({ FunctionName }) => String(FunctionName).replace(`${prefix}-`, ''));
  const settingsOf = (chore: string) => JSON.stringify((functions().find(({ FunctionName }) => FunctionName === `${prefix}-${chore}`)!['Environment'] as { readonly Variables: object }).Variables).replaceAll('\\', '');
  const scheduled = (description: string) => resourcesOf(synthesised(), site, 'chores', 'AWS::Events::Rule').filter(({ Properties }) => String(Properties!['Description']).startsWith(description)).map(({ Properties }) => Properties!['ScheduleExpression']);

  it('has its chores, each in the region where it is needed', () => {
    expect(namedChores().sort()).toEqual([...(role === 'recovery' ? ['switch-over'] : ['verify-backup']), 'alarms-to-chat', 'dead-letters', 'prune', ...(environment.name === 'dev' ? ['night'] : [])].sort());
  });

  it('tells people when a chore fails, and keeps what it could not do', () => {
    for (const chore of namedChores()) {
      template().hasResourceProperties('AWS::CloudWatch::Alarm', like({ AlarmName: `${prefix}-${chore}-failed`, MetricName: 'Errors', AlarmActions: [Match.anyValue()] }));
      template().hasResourceProperties('AWS::CloudWatch::Alarm', like({ AlarmName: `${prefix}-${chore}-undone`, MetricName: 'ApproximateNumberOfMessagesVisible', AlarmActions: [Match.anyValue()] }));
      template().hasResourceProperties('AWS::SQS::Queue', like({ QueueName: `${prefix}-${chore}-undone`, SqsManagedSseEnabled: true }));
    }
    for (const { DeadLetterConfig, Role } of functions()) expect([DeadLetterConfig, Role]).toEqual([{ TargetArn: { 'Fn::GetAtt': [expect.stringMatching(/Undone/), 'Arn'] } }, { 'Fn::GetAtt': [expect.stringMatching(/ChoreRole/), 'Arn'] }]);
  });

  it('has no wildcard in what a chore may do, only in names that nobody knows beforehand', () => {
    const statements = statementsOf(synthesised(), site, 'chores', 'ChoreRole');
    expect(statements.flatMap(({ Action }) => list(Action)).filter((action) => action.includes('*'))).toEqual([]);
    const anywhere = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => list(Action));
    expect(anywhere.filter((action) => !/:(?:Describe|List|Get)/.test(action))).toEqual(role === 'home' ? ['cloudwatch:PutMetricData'] : []);
  });

  it('prunes images of its own registry and snapshots of its own database, and knows which releases ran', () => {
    const statements = statementsOf(synthesised(), site, 'chores', 'PruneChoreRole');
    expect(list(statements.find(({ Sid }) => Sid === 'PruneImages')!.Resource as string)).toEqual(['monolith', 'orders', 'catalog', 'storefront', 'console', 'migrate'].map((image) => `arn:aws:ecr:${region.name}:${environment.account}:repository/banyan/${image}`));
    expect(statements.find(({ Sid }) => Sid === 'PruneSnapshots')!.Condition).toEqual({ StringEquals: { 'aws:ResourceTag/banyan:environment': environment.name } });
    expect(settingsOf('prune')).toContain(`"environments":["${environment.name}"]`);
    expect(settingsOf('prune')).toContain(`"CLUSTER":"${prefix}"`);
  });

  it('passes every notice on to the chat', () => template().hasResourceProperties('AWS::SNS::Subscription', like({ Protocol: 'lambda', Endpoint: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ChatChore'), 'Arn'] } })));

  it('looks at the number of messages of every parked queue each day, and into none', () => {
    for (const { parkedName } of moduleNames.flatMap((module) => queuesOf(prefix, module))) expect(settingsOf('dead-letters')).toContain(`"${parkedName}"`);
    expect(JSON.stringify(statementsOf(synthesised(), site, 'chores', 'DeadLettersChoreRole'))).not.toContain('sqs:Receive');
    expect(scheduled(`${prefix}-dead-letters`)).toEqual(['cron(0 7 * * ? *)']);
  });

  if (role === 'home') {
    it('restores last night’s backup each day to a cluster of its own, and can change or delete no other', () => {
      const statements = statementsOf(synthesised(), site, 'chores', 'VerifyBackupChoreRole');
      for (const { Action, Resource } of statements) {
        if (list(Action).some((action) => /^rds:(?:Delete|Modify|Create)|^rds-data:/.test(action))) for (const arn of list(Resource as string)) expect(arn).toMatch(new RegExp(`:(?:cluster|db):${prefix}-verify-\\*$`));
      }
      for (const schema of schemaNames) expect(settingsOf('verify-backup')).toContain(`"${schema}"`);
      expect(scheduled('After the nightly backup')).toEqual(['cron(0 11 * * ? *)']);
    });

    it('deletes what it restored, whatever came out', () => {
      const [machine] = resourcesOf(synthesised(), site, 'chores', 'AWS::StepFunctions::StateMachine');
      const parts = (machine!.Properties!['DefinitionString'] as { readonly 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'][1];
      const { States } = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'arn')).join('')) as { readonly States: Readonly<Record<string, { readonly Next?: string; readonly Catch?: readonly [{ readonly ErrorEquals: readonly string[]; readonly Next: string }]; readonly Retry?: readonly object[] }>> };
      for (const step of ['restore', 'look', 'check']) expect(States[step]!.Catch).toEqual([expect.objectContaining({ ErrorEquals: ['States.ALL'], Next: 'drop-after-failure' })]);
      expect(States['check']!.Next).toBe('drop');
      expect([States['drop']!.Next, States['drop-after-failure']!.Next]).toEqual(['Whole', 'NotWhole']);
      for (const step of ['drop', 'drop-after-failure']) expect(States[step]!.Retry!.length).toBeGreaterThan(0);
    });

    it('raises an alarm when no backup was verified for 36 hours, for whatever reason', () => {
      template().hasResourceProperties('AWS::CloudWatch::Alarm', like({ AlarmName: `${prefix}-backup-not-verified`, MetricName: 'backup_verified_age_hours', Statistic: 'SampleCount', ComparisonOperator: 'LessThanThreshold', Threshold: 1, Period: 6 * 3_600, EvaluationPeriods: 6, TreatMissingData: 'breaching', AlarmActions: [Match.anyValue()] }));
    });
  }

  if (role === 'recovery') {
    it('can move the shop by the epochs of its hosts and by its database, in both regions and nowhere else, and at no time of itself', () => {
      const statements = statementsOf(synthesised(), site, 'chores', 'SwitchOverChoreRole');
      const stacks = list(statements.find(({ Sid }) => Sid === 'ChangeEpochs')!.Resource as string);
      const regions = [environment.home.name, region.name];
      expect(stacks).toEqual(regions.flatMap((name) => hostNames.map((host) => `arn:aws:cloudformation:${name}:${environment.account}:stack/${prefix}-${name}-${host}/*`)));
      const intakeQueues = moduleNames.flatMap((module) => queuesOf(prefix, module)).filter(({ kind }) => kind === 'intake').map(({ name }) => name);
      const counting = statements.filter(({ Action }) => list(Action).some((action) => action.startsWith('sqs:') && action !== 'sqs:SendMessage'));
      expect(counting.map(({ Action, Resource }) => [Action, Resource])).toEqual([[['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'], regions.flatMap((name) => intakeQueues.map((queue) => `arn:aws:sqs:${name}:${environment.account}:${queue}`))]]);
      expect(settingsOf('switch-over')).toContain(`"intakeQueues":${JSON.stringify(intakeQueues)}`);
      expect(scheduled(`${prefix}-switch-over`)).toEqual([]);
      const secrets = resourcesOf(synthesised(), { ...site, region: environment.home, role: 'home' }, 'data', 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties!).filter(({ ReplicaRegions }) => ReplicaRegions !== undefined);
      for (const { Name } of secrets) expect(settingsOf('switch-over')).toContain(`"${String(Name)}"`);
      expect(secrets.length).toBeGreaterThan(5);
    });
  }

  it(environment.name === 'dev' ? 'sleeps at night and at weekends' : 'never sleeps', () => {
    const times = scheduled(`${prefix}-night`);
    if (environment.name === 'dev') for (const service of serviceNames) expect(settingsOf('night')).toContain(`{"name":"${service}","min":1,`);
    expect(times).toEqual(environment.name === 'dev' ? ['cron(0 20 * * ? *)', 'cron(0 5 ? * MON-FRI *)', 'cron(30 5 ? * MON-FRI *)'] : []);
  });
}
