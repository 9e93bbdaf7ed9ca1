import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import type { Site } from '../environments/site.ts';
import { Fence } from '../hosts/fence.ts';
import { HostBalancer } from '../hosts/host-balancer.ts';
import { HostService } from '../hosts/host-service.ts';
import { Scaling } from '../hosts/scaling.ts';
import { modulesOf, type HostName } from '../shop/hosts.ts';
import type { FoundationStack } from './foundation-stack.ts';

export interface HostStackProps extends StackProps {
  readonly site: Site;
  readonly host: HostName;
  readonly foundation: FoundationStack;
  readonly data: ShopData;
}

/** One host, whole: a rollout of one module deploys this stack and no other. */
export class HostStack extends Stack {
  readonly host: HostName;
  readonly service: HostService;

  constructor(scope: Construct, id: string, { site, host, foundation, data, ...props }: HostStackProps) {
    super(scope, id, props);
    this.host = host;
    const { network, cluster, certificate, accessLogs } = foundation;
    const fence = new Fence(this, 'Fence', site);
    const balancer = new HostBalancer(this, 'Balancer', { host, network, names: network.names, certificate, accessLogs });
    this.service = new HostService(this, 'Host', { site, host, network, data, cluster, fence });
    balancer.attach(this.service.service);
    const { tasks, targetCpu, backlogPerTask } = site.region.hosts[host];
    const worked = data.modules.filter(({ schema }) => modulesOf(host).some((name) => name === schema)).flatMap(({ queues }) => queues);
    new Scaling(this, 'Scaling', {
      cluster,
      serviceName: host,
      // A fenced region has none.
      tasks: { min: fence.whileLeading(tasks.min), max: fence.whileLeading(tasks.max) },
      targetCpu,
      ...(worked.length > 0 ? { backlog: { queueNames: worked.map(({ named }) => named.name), perTask: backlogPerTask } } : {}),
    }).node.addDependency(this.service.service);
  }
}
