import { Duration } from 'aws-cdk-lib';
import { type CfnService, CpuArchitecture, FargateService, FargateTaskDefinition, LogDriver, OperatingSystemFamily, type ContainerDefinition, type ICluster } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import type { ShopSecret } from '../data/shop-secret.ts';
import type { Site } from '../environments/site.ts';
import { acknowledge, anyResource } from '../findings/acknowledge.ts';
import { subnets, type Network } from '../network/network.ts';
import type { HostName } from '../shop/hosts.ts';
import { lifetimes } from '../shop/lifetimes.ts';
import { LIVE_PATH, ports } from '../shop/ports.ts';
import { retention } from '../watch/retention.ts';
import { collectorOf } from './collector.ts';
import type { Fence } from './fence.ts';
import { handIn } from './handed-in.ts';
import { environmentOf, secretVariablesOf, STATE_FOLDER } from './host-environment.ts';
import { imageByDigest } from './image.ts';
import { TaskRole } from './task-role.ts';

export interface HostServiceProps {
  readonly site: Site;
  readonly host: HostName;
  readonly network: Network;
  readonly data: ShopData;
  readonly cluster: ICluster;
  readonly fence: Fence;
}

/**
 * A module host as a Fargate service. A rollout starts new tasks before it stops old ones, takes the old ones out only once the new are
 * ready, and goes back by itself when they do not become so.
 */
export class HostService extends Construct {
  readonly service: FargateService;
  readonly taskRole: TaskRole;

  constructor(scope: Construct, id: string, { site, host, network, data, cluster, fence }: HostServiceProps) {
    super(scope, id);
    this.taskRole = new TaskRole(this, 'Task', { site, host, modules: data.modules });
    fence.restrict(this.taskRole.role, this.taskRole.queueArns);
    const task = this.#task({ site, host, data });
    this.service = new FargateService(this, 'Service', {
      serviceName: host,
      cluster,
      taskDefinition: task,
      assignPublicIp: false,
      vpcSubnets: host === 'monolith' ? subnets.outbound : subnets.inside,
      securityGroups: [network.firewall.groups[host]],
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { rollback: true },
      // Time for a host that waits for its database before it is ready.
      healthCheckGracePeriod: Duration.minutes(2),
      enableExecuteCommand: false,
    });
    (this.service.node.defaultChild as CfnService).addPropertyOverride('DesiredCount', fence.tasks());
  }

  #task({ site, host, data }: Pick<HostServiceProps, 'site' | 'host' | 'data'>): FargateTaskDefinition {
    const { environment, region } = site;
    const { cpu, memoryMiB } = region.hosts[host];
    const executionRole = new Role(this, 'Execution', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'), description: `Fetches the image and the secrets of ${host} for its tasks.` });
    const task = new FargateTaskDefinition(this, 'Definition', {
      family: `banyan-${environment.name}-${host}`,
      cpu,
      memoryLimitMiB: memoryMiB,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
      taskRole: this.taskRole.role,
      executionRole,
      volumes: [{ name: 'state' }],
    });
    const logging = (name: string) => LogDriver.awsLogs({ streamPrefix: name, logGroup: new LogGroup(this, `${name}Log`, { logGroupName: `/banyan/${environment.name}/${host}/${name}`, ...retention(environment) }) });
    const container = task.addContainer('host', {
      image: imageByDigest(this, host, executionRole),
      essential: true,
      logging: logging('log'),
      environment: { ...environmentOf(host, site) },
      secrets: Object.fromEntries(secretVariablesOf(host).map((wanted) => [wanted.variable, handIn(this, wanted.variable, secretOf(data, wanted), 'value', executionRole)])),
      portMappings: (host === 'monolith' ? Object.values(ports) : [ports.internal]).map((containerPort) => ({ containerPort })),
      readonlyRootFilesystem: true,
      stopTimeout: Duration.seconds(lifetimes.kill),
      healthCheck: {
        command: ['CMD', 'node', '-e', `fetch('http://127.0.0.1:' + process.env.INTERNAL_PORT + '${LIVE_PATH}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`],
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 3,
        startPeriod: Duration.seconds(120),
      },
    });
    keepState(container);
    task.addContainer('collector', collectorOf(host, environment.name, { image: imageByDigest(this, 'collector', executionRole), logging: logging('metrics') }));
    acknowledge(task, 'AwsSolutions-ECS2', 'What stands in the environment is no secret: addresses, ports and limits. Secrets come from Secrets Manager.');
    acknowledge(executionRole, anyResource, 'ECR gives its login for all repositories of an account or for none; images are pulled from named ones only.');
    return task;
  }
}

/** The last good routes outlive a host's restart within its task, and are all that it writes down. */
function keepState(container: ContainerDefinition): void {
  container.addMountPoints({ sourceVolume: 'state', containerPath: STATE_FOLDER, readOnly: false });
}

function secretOf(data: ShopData, wanted: ReturnType<typeof secretVariablesOf>[number]): ShopSecret {
  return wanted.kind === 'login' ? data.moduleOf(wanted.schema).login : data.secretAt(wanted.path);
}
