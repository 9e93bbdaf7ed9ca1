import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Choice, Condition, DefinitionBody, Fail, JsonPath, LogLevel, Pass, StateMachine, Succeed, TaskInput, Wait, WaitTime, type IChainable, type TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { DATABASE } from '../data/database.ts';
import type { ShopData } from '../data/shop-data.ts';
import { prefixOf, type Site } from '../environments/site.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import type { Network } from '../network/network.ts';
import { schemaNames } from '../shop/modules.ts';
import { retention } from '../watch/retention.ts';
import { NAMESPACE } from '../hosts/collector.ts';
import { Chore } from './chore.ts';

export interface VerifyBackupProps {
  readonly site: Site;
  readonly data: ShopData;
  readonly network: Network;
  readonly notices: ITopic;
}

/** Told by the function, each time a backup was read whole. */
const METRIC = 'backup_verified_age_hours';

/**
 * Restores last night's backup each day to a cluster of its own, reads it, and deletes the cluster whatever came out. If no backup was
 * verified for 36 hours, for whatever reason, an alarm says so.
 */
export class VerifyBackup extends Construct {
  constructor(scope: Construct, id: string, props: VerifyBackupProps) {
    super(scope, id);
    const { site: { environment }, notices } = props;
    const name = `${prefixOf(environment)}-verify-backup`;
    const chore = this.#chore(name, props);
    const machine = new StateMachine(this, 'Steps', {
      stateMachineName: name,
      definitionBody: DefinitionBody.fromChainable(this.#steps(chore)),
      timeout: Duration.hours(5),
      tracingEnabled: true,
      logs: { destination: new LogGroup(this, 'StepsLog', { logGroupName: `/aws/vendedlogs/states/${name}`, ...retention(environment) }), level: LogLevel.ALL },
    });
    const role = machine.role as Role;
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'Step Functions writes its log and its traces by calls that name no resource.');
    acknowledge(role, `AwsSolutions-IAM5[Resource::<${this.#logicalId(chore)}.Arn>:*]`, 'Any version of the one function.');
    new Rule(this, 'Daily', { schedule: Schedule.cron({ hour: '11', minute: '0' }), description: 'After the nightly backup.', targets: [new SfnStateMachine(machine, { retryAttempts: 2 })] });
    chore.alarm('not-whole', machine.metricFailed({ period: Duration.minutes(5) }), 'Last night’s backup could not be restored and read; the execution says why.');
    new Alarm(this, 'NotVerified', {
      alarmName: `${prefixOf(environment)}-backup-not-verified`,
      alarmDescription: 'No backup was restored and read for 36 hours: nobody knows whether there is one.',
      metric: new Metric({ namespace: NAMESPACE, metricName: METRIC, dimensionsMap: { environment: environment.name }, period: Duration.hours(6), statistic: 'SampleCount' }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 6,
      treatMissingData: TreatMissingData.BREACHING,
    }).addAlarmAction(new SnsAction(notices));
  }

  #logicalId(chore: Chore): string {
    return chore.function.stack.getLogicalId(chore.function.node.defaultChild as Parameters<typeof chore.function.stack.getLogicalId>[0]);
  }

  #chore(name: string, { site: { environment, region }, data, network, notices }: VerifyBackupProps): Chore {
    const { cluster } = data.database;
    const { account } = environment;
    const prefix = `${prefixOf(environment)}-verify`;
    const subnetGroup = (cluster.node.defaultChild as CfnDBCluster).dbSubnetGroupName!;
    const chore = new Chore(this, 'Chore', {
      name,
      folder: 'verify-backup',
      description: 'Verifies the backup of last night by restoring it.',
      log: retention(environment),
      notices,
      minutes: 15,
    });
    chore.function.addEnvironment('SETTINGS', chore.function.stack.toJsonString({ environment: environment.name, prefix, schemas: schemaNames, clusterArn: cluster.clusterArn, ownerSecret: data.owner.secret.secretArn, database: DATABASE, subnetGroup, securityGroup: network.firewall.groups.database.securityGroupId, key: data.key.keyArn }));
    const arn = (resource: string) => `arn:aws:rds:${region.name}:${account}:${resource}`;
    const [clusters, instances, snapshots] = [arn(`cluster:${prefix}-*`), arn(`db:${prefix}-*`), arn('cluster-snapshot:awsbackup:*')];
    chore.allow('Restore', ['rds:RestoreDBClusterFromSnapshot', 'rds:AddTagsToResource'], [clusters, snapshots, arn(`subgrp:${subnetGroup}`)]);
    chore.allow('MakeInstance', ['rds:CreateDBInstance', 'rds:AddTagsToResource'], [clusters, instances]);
    // Names that no cluster of the shop has: this cannot change or delete one.
    chore.allow('UseAndDelete', ['rds:DeleteDBCluster', 'rds:DeleteDBInstance', 'rds:DescribeDBClusters', 'rds:DescribeDBInstances', 'rds:ModifyDBCluster'], [clusters, instances]);
    chore.allow('Read', ['rds-data:ExecuteStatement'], [clusters]);
    chore.allow('KnowOwner', ['secretsmanager:GetSecretValue'], [data.owner.secret.secretArn]);
    chore.allow('Key', ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], [data.key.keyArn]);
    chore.allow('FindBackups', ['backup:ListRecoveryPointsByResource'], ['*']);
    chore.allow('Tell', ['cloudwatch:PutMetricData'], ['*'], { StringEquals: { 'cloudwatch:namespace': NAMESPACE } });
    chore.because('*', 'AWS Backup and CloudWatch name no resource for listing backups and for writing a metric; the metric’s namespace is ours alone.');
    for (const restored of [clusters, instances]) chore.because(restored, 'A restored cluster is called after its day; no cluster of the shop has such a name.');
    chore.because(snapshots, 'AWS Backup names what it takes.');
    return chore;
  }

  #steps(chore: Chore): IChainable {
    const retried = { maxAttempts: 10, interval: Duration.minutes(2), backoffRate: 1 };
    const ask = (step: string, resultPath: string = JsonPath.DISCARD) => {
      const payload = TaskInput.fromObject({ step, ...(step === 'find' ? {} : { trial: JsonPath.objectAt('$.trial') }) });
      return new LambdaInvoke(this, step, { lambdaFunction: chore.function, payload, payloadResponseOnly: true, resultPath, retryOnServiceExceptions: true });
    };
    const dropAfterFailure = new LambdaInvoke(this, 'drop-after-failure', { lambdaFunction: chore.function, payload: TaskInput.fromObject({ step: 'drop', trial: JsonPath.objectAt('$.trial') }), payloadResponseOnly: true, resultPath: JsonPath.DISCARD });
    dropAfterFailure.addRetry(retried).next(new Fail(this, 'NotWhole', { causePath: '$.failure.Cause', errorPath: '$.failure.Error' }));
    const caught = (task: TaskStateBase) => task.addCatch(dropAfterFailure, { resultPath: '$.failure' });
    const look = ask('look', '$.look');
    const wait = new Wait(this, 'Wait', { time: WaitTime.duration(Duration.minutes(2)) });
    const drop = ask('drop').addRetry(retried);
    // Its login of today is taken a moment after it was given.
    const check = caught(ask('check', '$.read').addRetry({ ...retried, maxAttempts: 3 })).next(drop).next(new Succeed(this, 'Whole'));
    const isReady = new Choice(this, 'Ready?').when(Condition.stringEquals('$.look.state', 'ready'), check).otherwise(wait);
    return new Pass(this, 'Begin').next(ask('find', '$.trial')).next(caught(ask('restore'))).next(wait).next(caught(look)).next(isReady);
  }
}
