import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { prefixOf, type Site } from '../environments/site.ts';
import { subnets, type Network } from '../network/network.ts';
import type { ExtractTask } from './extract-task.ts';

/** Hours between two extracts. */
export const EVERY_HOURS = 6;

export interface ExtractScheduleProps {
  readonly site: Site;
  readonly network: Network;
  readonly cluster: ICluster;
  readonly extract: ExtractTask;
}

/** Has the extract made, a few minutes after the day's end in UTC among others. What starts it may do nothing else. */
export class ExtractSchedule extends Construct {
  constructor(scope: Construct, id: string, { site: { environment }, network, cluster, extract: { task } }: ExtractScheduleProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': environment.account } } }),
      description: 'Starts the extract for reports.',
    });
    role.addToPolicy(new PolicyStatement({ sid: 'Start', actions: ['ecs:RunTask'], resources: [task.taskDefinitionArn], conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } } }));
    role.addToPolicy(
      new PolicyStatement({ sid: 'HandOverRoles', actions: ['iam:PassRole'], resources: [task.taskRole.roleArn, task.executionRole!.roleArn], conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } }),
    );
    new CfnSchedule(this, 'Schedule', {
      name: `${prefixOf(environment)}-reports`,
      description: 'Extracts for reports.',
      scheduleExpression: `cron(10 0/${EVERY_HOURS} * * ? *)`,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: cluster.clusterArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3_600 },
        ecsParameters: {
          taskDefinitionArn: task.taskDefinitionArn,
          taskCount: 1,
          launchType: 'FARGATE',
          networkConfiguration: { awsvpcConfiguration: { assignPublicIp: 'DISABLED', subnets: network.vpc.selectSubnets(subnets.inside).subnetIds, securityGroups: [network.firewall.groups.reports.securityGroupId] } },
        },
      },
    });
  }
}
