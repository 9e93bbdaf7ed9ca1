import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  SslPolicy,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, RecordTarget, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { subnets, type Network } from '../network/network.ts';
import { TLS_PORT } from '../network/firewall.ts';
import { lifetimes } from '../shop/lifetimes.ts';
import { PAGES_PORT, type ServiceName } from '../shop/pages.ts';
import { ports, READY_PATH } from '../shop/ports.ts';

export interface HostBalancerProps {
  readonly host: ServiceName;
  readonly network: Network;
  readonly names: IHostedZone;
  readonly certificate: ICertificate;
  readonly accessLogs: IBucket;
}

/** A way in: where the load balancer listens, where the tasks do, and where these say whether they are ready. */
type WayIn = readonly [name: string, listener: number, container: number, readyAt: number];

const internal: WayIn = ['Internal', ports.internal, ports.internal, ports.internal];
const pages: readonly WayIn[] = [['Pages', TLS_PORT, PAGES_PORT, PAGES_PORT]];

/** Calls of other hosts, and for the monolith shoppers, operators and those who move routes; or whoever looks at pages. */
const waysIn: Readonly<Record<ServiceName, readonly WayIn[]>> = {
  // The operators' and the control listener say nothing of readiness; the host does.
  monolith: [internal, ['Public', TLS_PORT, ports.public, ports.public], ['Operator', ports.operator, ports.operator, ports.internal], ['Control', ports.control, ports.control, ports.internal]],
  orders: [internal],
  catalog: [internal],
  storefront: pages,
  console: pages,
};

/**
 * The load balancer within the network in front of a host's tasks. A request goes to the task that has the fewest under way, and a task
 * that says it is not ready gets none after two checks; what it has by then may end.
 */
export class HostBalancer extends Construct {
  readonly balancer: ApplicationLoadBalancer;
  /** By name: `Internal`, `Public` … */
  readonly targets: Readonly<Record<string, ApplicationTargetGroup>>;
  readonly #waysIn: readonly WayIn[];

  constructor(scope: Construct, id: string, { host, network, names, certificate, accessLogs }: HostBalancerProps) {
    super(scope, id);
    this.#waysIn = waysIn[host];
    this.balancer = new ApplicationLoadBalancer(this, 'Balancer', {
      vpc: network.vpc,
      vpcSubnets: subnets.inside,
      internetFacing: false,
      securityGroup: network.firewall.groups[`${host}-balancer`],
      dropInvalidHeaderFields: true,
      // Longer than a shopper's request gets (15 s), shorter than a host keeps an idle connection (75 s).
      idleTimeout: Duration.seconds(60),
    });
    this.balancer.logAccessLogs(accessLogs, `balancers/${host}`);
    this.targets = Object.fromEntries(this.#waysIn.map((way) => [way[0], this.#wayIn(way, certificate)]));
    new ARecord(this, 'Name', { zone: names, recordName: host, target: RecordTarget.fromAlias(new LoadBalancerTarget(this.balancer)) });
  }

  /** Sends what comes in to the tasks of the service. */
  attach(service: FargateService): void {
    for (const [name, , container] of this.#waysIn) {
      this.targets[name]!.addTarget(service.loadBalancerTarget({ containerName: 'host', containerPort: container }));
    }
  }

  #wayIn([name, listener, container, readyAt]: WayIn, certificate: ICertificate): ApplicationTargetGroup {
    const target = new ApplicationTargetGroup(this, `${name}Targets`, {
      vpc: this.balancer.vpc!,
      port: container,
      protocol: ApplicationProtocol.HTTP,
      targetType: TargetType.IP,
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      deregistrationDelay: Duration.seconds(lifetimes.deregistration),
      healthCheck: {
        path: READY_PATH,
        port: String(readyAt),
        healthyHttpCodes: '200',
        interval: Duration.seconds(lifetimes.healthInterval),
        timeout: Duration.seconds(3),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 2,
      },
    });
    this.balancer.addListener(name, {
      port: listener,
      protocol: ApplicationProtocol.HTTPS,
      certificates: [certificate],
      sslPolicy: SslPolicy.RECOMMENDED_TLS,
      open: false,
      defaultTargetGroups: [target],
    });
    return target;
  }
}
