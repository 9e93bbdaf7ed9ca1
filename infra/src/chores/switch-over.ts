import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { hostSecrets } from '../data/host-secrets.ts';
import { reportSecretPaths } from '../reports/report-secrets.ts';
import { prefixOf, secretName, sitesOf, type Site } from '../environments/site.ts';
import { hostNames } from '../shop/hosts.ts';
import { moduleNames, schemaNames } from '../shop/modules.ts';
import { queuesOf } from '../shop/queue-names.ts';
import { retention } from '../watch/retention.ts';
import { Chore } from './chore.ts';

/**
 * Says how the shop is moved to the other region, and does it step by step when it is told the token of the plan. It stands in the recovery
 * region, since it is wanted when the home region is away.
 */
export class SwitchOver extends Construct {
  constructor(scope: Construct, id: string, { site, notices }: { readonly site: Site; readonly notices: ITopic }) {
    super(scope, id);
    const { environment, region: recovery } = site;
    const { account, home } = environment;
    const names = [...['owner', ...schemaNames].map((login) => ['login', login] as const), ...hostSecrets.map(({ path }) => [path] as const), ...reportSecretPaths.map((path) => [path] as const)].map((path) => secretName(environment, ...path));
    const intakeQueues = moduleNames.flatMap((module) => queuesOf(prefixOf(environment), module)).filter(({ kind }) => kind === 'intake').map(({ name }) => name);
    const chore = new Chore(this, 'Chore', {
      name: `${prefixOf(environment)}-switch-over`,
      folder: 'switch-over',
      description: 'Moves the shop to another region, when an operator says so.',
      settings: { environment: environment.name, account, home: home.name, recovery: recovery.name, hosts: hostNames, intakeQueues, secrets: names, globalDatabase: prefixOf(environment) },
      log: retention(environment),
      notices,
    });
    const regions = sitesOf(environment).map(({ region }) => region.name);
    const stacks = regions.flatMap((region) => hostNames.map((host) => `arn:aws:cloudformation:${region}:${account}:stack/${prefixOf(environment)}-${region}-${host}/*`));
    chore.allow('ChangeEpochs', ['cloudformation:DescribeStacks', 'cloudformation:UpdateStack'], stacks);
    for (const stack of stacks) chore.because(stack, 'CloudFormation puts an id of its own behind the name of a stack.');
    chore.allow('AsCloudFormation', ['iam:PassRole'], regions.map((region) => `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`), { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } });
    const global = `arn:aws:rds::${account}:global-cluster:${prefixOf(environment)}`;
    chore.allow('MoveDatabase', ['rds:DescribeGlobalClusters', 'rds:FailoverGlobalCluster', 'rds:SwitchoverGlobalCluster'], [global, ...regions.map((region) => `arn:aws:rds:${region}:${account}:cluster:${prefixOf(environment)}`)]);
    chore.allow('CountUnread', ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'], regions.flatMap((region) => intakeQueues.map((queue) => `arn:aws:sqs:${region}:${account}:${queue}`)));
    const secrets = names.map((name) => `arn:aws:secretsmanager:${recovery.name}:${account}:secret:${name}-??????`);
    chore.allow('PromoteSecrets', ['secretsmanager:DescribeSecret', 'secretsmanager:StopReplicationToReplica'], secrets);
  }
}
