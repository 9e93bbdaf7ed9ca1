import { Arn, ArnFormat } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { images } from '../environments/images.ts';
import { prefixOf, type Site } from '../environments/site.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import type { Migration } from '../hosts/migration.ts';
import { deployerName, deployRoleName, releasedParts } from './names.ts';

/**
 * As whom the pipeline deploys releases here: it may have CloudFormation update the stacks that a release consists of, and run the
 * migration. Everything else in the account it cannot touch, and nobody but the environment's own builds may take the role.
 */
export class Deployer extends Construct {
  constructor(scope: Construct, id: string, { site, migration }: { readonly site: Site; readonly migration: Migration }) {
    super(scope, id);
    const { environment, region } = site;
    const builds = [deployRoleName(environment), `banyan-roll-back-${environment.name}`].map((name) => `arn:aws:iam::${images.account}:role/${name}`);
    const role = new Role(this, 'Role', {
      roleName: deployerName(site),
      description: `Deploys releases to ${environment.name} in ${region.name}.`,
      assumedBy: new AccountPrincipal(images.account).withConditions({ StringEquals: { 'aws:PrincipalArn': builds } }),
    });
    const arn = (service: string, resource: string, resourceName: string) => Arn.format({ partition: 'aws', service, region: region.name, account: environment.account, resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
    const roleArn = (name: string) => `arn:aws:iam::${environment.account}:role/${name}`;
    const stacks = releasedParts.map((part) => arn('cloudformation', 'stack', `${prefixOf(environment)}-${region.name}-${part}/*`));
    const statement = (sid: string, actions: string[], resources: string[], conditions: Readonly<Record<string, Readonly<Record<string, string>>>> = {}) => role.addToPolicy(new PolicyStatement({ sid, actions, resources, conditions }));
    statement('UpdateStacks', ['cloudformation:CreateChangeSet', 'cloudformation:DescribeChangeSet', 'cloudformation:DescribeStacks', 'cloudformation:ExecuteChangeSet'], stacks);
    statement('AsCloudFormation', ['iam:PassRole'], [roleArn(`cdk-hnb659fds-cfn-exec-role-${environment.account}-${region.name}`)], { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } });
    const cluster = { ArnEquals: { 'ecs:cluster': arn('ecs', 'cluster', prefixOf(environment)) } };
    statement('Migrate', ['ecs:RunTask'], [`arn:aws:ecs:${region.name}:${environment.account}:task-definition/${migration.task.family}:*`], cluster);
    statement('WaitForMigration', ['ecs:DescribeTasks'], [arn('ecs', 'task', `${prefixOf(environment)}/*`)], cluster);
    statement('AsMigration', ['iam:PassRole'], [migration.task.taskRole.roleArn, migration.task.executionRole!.roleArn], { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } });
    statement('KnowWhoLeads', ['ssm:GetParameter'], [arn('ssm', 'parameter', `banyan/epoch/${prefixOf(environment)}-${region.name}-monolith`)]);
    for (const stack of stacks) acknowledge(role, `AwsSolutions-IAM5[Resource::${stack}]`, 'CloudFormation puts an id of its own behind the name of a stack.');
    acknowledge(role, `AwsSolutions-IAM5[Resource::arn:aws:ecs:${region.name}:${environment.account}:task-definition/${migration.task.family}:*]`, 'Each release makes a new revision of the one definition.');
    acknowledge(role, `AwsSolutions-IAM5[Resource::${arn('ecs', 'task', `${prefixOf(environment)}/*`)}]`, 'A task has an id of its own; only its state can be read.');
  }
}
