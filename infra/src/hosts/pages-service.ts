import { Duration } from 'aws-cdk-lib';
import { CpuArchitecture, FargateService, FargateTaskDefinition, LogDriver, OperatingSystemFamily, type ICluster } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import type { Site } from '../environments/site.ts';
import { acknowledge, anyResource } from '../findings/acknowledge.ts';
import { subnets, type Network } from '../network/network.ts';
import { lifetimes } from '../shop/lifetimes.ts';
import { PAGES_PORT, type PagesName } from '../shop/pages.ts';
import { LIVE_PATH } from '../shop/ports.ts';
import { retention } from '../watch/retention.ts';
import { handIn } from './handed-in.ts';
import { imageByDigest } from './image.ts';
import { pagesEnvironmentOf, pagesSecretsOf } from './pages-environment.ts';

export interface PagesServiceProps {
  readonly site: Site;
  readonly pages: PagesName;
  readonly network: Network;
  readonly data: ShopData;
  readonly cluster: ICluster;
}

/**
 * A host of pages as a Fargate service, rolled out and back as those with modules are. It may do nothing at AWS and writes nowhere: what it
 * knows of a visitor is in the visitor's cookies.
 */
export class PagesService extends Construct {
  readonly service: FargateService;

  constructor(scope: Construct, id: string, { site, pages, network, data, cluster }: PagesServiceProps) {
    super(scope, id);
    this.service = new FargateService(this, 'Service', {
      serviceName: pages,
      cluster,
      taskDefinition: this.#task({ site, pages, data }),
      assignPublicIp: false,
      vpcSubnets: subnets.inside,
      securityGroups: [network.firewall.groups[pages]],
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { rollback: true },
      healthCheckGracePeriod: Duration.minutes(1),
      enableExecuteCommand: false,
    });
  }

  #task({ site, pages, data }: Pick<PagesServiceProps, 'site' | 'pages' | 'data'>): FargateTaskDefinition {
    const { environment, region } = site;
    const { cpu, memoryMiB } = region.pages[pages];
    const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com');
    const executionRole = new Role(this, 'Execution', { assumedBy, description: `Fetches the image and the secrets of the ${pages} for its tasks.` });
    const task = new FargateTaskDefinition(this, 'Definition', {
      family: `banyan-${environment.name}-${pages}`,
      cpu,
      memoryLimitMiB: memoryMiB,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
      taskRole: new Role(this, 'Task', { assumedBy, description: `What the tasks of the ${pages} may do of AWS: nothing.` }),
      executionRole,
    });
    task.addContainer('host', {
      image: imageByDigest(this, pages, executionRole),
      essential: true,
      logging: LogDriver.awsLogs({ streamPrefix: 'log', logGroup: new LogGroup(this, 'Log', { logGroupName: `/banyan/${environment.name}/${pages}/log`, ...retention(environment) }) }),
      environment: { ...pagesEnvironmentOf(pages, site) },
      secrets: Object.fromEntries(pagesSecretsOf(pages).map(({ variable, path }) => [variable, handIn(this, variable, data.secretAt(path), 'value', executionRole)])),
      portMappings: [{ containerPort: PAGES_PORT }],
      readonlyRootFilesystem: true,
      stopTimeout: Duration.seconds(lifetimes.killPages),
      healthCheck: {
        command: ['CMD', 'node', '-e', `fetch('http://127.0.0.1:' + process.env.PORT + '${LIVE_PATH}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`],
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 3,
        startPeriod: Duration.seconds(60),
      },
    });
    acknowledge(task, 'AwsSolutions-ECS2', 'What stands in the environment is no secret: addresses and a port. Secrets come from Secrets Manager.');
    acknowledge(executionRole, anyResource, 'ECR gives its login for all repositories of an account or for none; images are pulled from named ones only.');
    return task;
  }
}
