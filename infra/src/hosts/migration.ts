import { CfnOutput, Fn } from 'aws-cdk-lib';
import { CpuArchitecture, FargateTaskDefinition, LogDriver, OperatingSystemFamily, type ICluster } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import type { Site } from '../environments/site.ts';
import { acknowledge, anyResource } from '../findings/acknowledge.ts';
import { subnets, type Network } from '../network/network.ts';
import { schemaNames } from '../shop/modules.ts';
import { retention } from '../watch/retention.ts';
import { handIn } from './handed-in.ts';
import { STATE_FOLDER } from './host-environment.ts';
import { imageByDigest } from './image.ts';

export interface MigrationProps {
  readonly site: Site;
  readonly network: Network;
  readonly data: ShopData;
  readonly cluster: ICluster;
}

/** `npm run migrate`, as its image runs it. */
const command = ['node', '--enable-source-maps', 'tools/migrate/dist/main.js', '--data', STATE_FOLDER];

/**
 * The task that brings every schema up to date before a rollout, as the database's owner: no host has that login. It is run and waited
 * for by whoever rolls out, with the command that this stack puts out; migrations expand before they contract, so the hosts that still
 * run go on meanwhile. It may call nothing of AWS.
 */
export class Migration extends Construct {
  readonly task: FargateTaskDefinition;

  constructor(scope: Construct, id: string, { site: { environment }, network, data, cluster }: MigrationProps) {
    super(scope, id);
    const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com');
    const executionRole = new Role(this, 'Execution', { assumedBy, description: 'Fetches the image and the secrets of the migration.' });
    this.task = new FargateTaskDefinition(this, 'Definition', {
      family: `banyan-${environment.name}-migrate`,
      cpu: 512,
      memoryLimitMiB: 1_024,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
      taskRole: new Role(this, 'Task', { assumedBy, description: 'What the migration may do of AWS: nothing.' }),
      executionRole,
      volumes: [{ name: 'state' }],
    });
    const container = this.task.addContainer('migrate', {
      image: imageByDigest(this, 'migrate', executionRole),
      command,
      logging: LogDriver.awsLogs({ streamPrefix: 'log', logGroup: new LogGroup(this, 'Log', { logGroupName: `/banyan/${environment.name}/migrate`, ...retention(environment) }) }),
      environment: { NODE_EXTRA_CA_CERTS: '/usr/local/share/ca-certificates/rds-global-bundle.pem' },
      secrets: {
        DATABASE_URL: handIn(this, 'DATABASE_URL', data.owner, 'value', executionRole),
        REPORTS_DATABASE_URL: handIn(this, 'REPORTS_DATABASE_URL', data.reports.login, 'ownUrl', executionRole),
        // The logins that migrations make have the passwords that hosts are given.
        ...Object.fromEntries(schemaNames.map((schema) => [`${schema.toUpperCase()}_DATABASE_URL`, schema] as const).map(([variable, schema]) => [variable, handIn(this, variable, data.moduleOf(schema).login, 'ownUrl', executionRole)])),
      },
      readonlyRootFilesystem: true,
    });
    container.addMountPoints({ sourceVolume: 'state', containerPath: STATE_FOLDER, readOnly: false });
    acknowledge(this.task, 'AwsSolutions-ECS2', 'What stands in the environment is no secret. Secrets come from Secrets Manager.');
    acknowledge(executionRole, anyResource, 'ECR gives its login for all repositories of an account or for none; images are pulled from named ones only.');
    const subnetIds = Fn.join(',', network.vpc.selectSubnets(subnets.inside).subnetIds);
    new CfnOutput(this, 'Run', {
      description: 'Runs the migration.',
      value: `aws ecs run-task --launch-type FARGATE --cluster ${cluster.clusterName} --task-definition ${this.task.family} --network-configuration awsvpcConfiguration={subnets=[${subnetIds}],securityGroups=[${network.firewall.groups.migration.securityGroupId}]}`,
    });
  }
}
