import { Stack, type StackProps } from 'aws-cdk-lib';
import type { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import type { Site } from '../environments/site.ts';
import { HostBalancer } from '../hosts/host-balancer.ts';
import { PagesService } from '../hosts/pages-service.ts';
import { Scaling } from '../hosts/scaling.ts';
import type { PagesName } from '../shop/pages.ts';
import type { FoundationStack } from './foundation-stack.ts';

export interface PagesStackProps extends StackProps {
  readonly site: Site;
  readonly pages: PagesName;
  readonly foundation: FoundationStack;
  readonly data: ShopData;
}

/**
 * One host of pages, whole. It is not fenced: it keeps nothing and works nothing off, so it may run where the region does not lead, and what it
 * asks answers only where it does.
 */
export class PagesStack extends Stack {
  readonly pages: PagesName;
  readonly balancer: ApplicationLoadBalancer;

  constructor(scope: Construct, id: string, { site, pages, foundation, data, ...props }: PagesStackProps) {
    super(scope, id, props);
    this.pages = pages;
    const { network, cluster, certificate, accessLogs } = foundation;
    const balancer = new HostBalancer(this, 'Balancer', { host: pages, network, names: network.names, certificate, accessLogs });
    this.balancer = balancer.balancer;
    const { service } = new PagesService(this, 'Host', { site, pages, network, data, cluster });
    balancer.attach(service);
    const { tasks, targetCpu } = site.region.pages[pages];
    new Scaling(this, 'Scaling', { cluster, serviceName: pages, tasks, targetCpu }).node.addDependency(service);
  }
}
