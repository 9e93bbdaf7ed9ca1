import { Duration } from 'aws-cdk-lib';
import { AutoScalingGroup, HealthChecks, AdditionalHealthCheckType, UpdatePolicy } from 'aws-cdk-lib/aws-autoscaling';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { BlockDeviceVolume, EbsDeviceVolumeType, InstanceType, LaunchTemplate, LaunchTemplateHttpTokens, MachineImage, AmazonLinuxCpuType } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ApplicationProtocol, ApplicationTargetGroup, SslPolicy, TargetGroupLoadBalancingAlgorithmType, TargetType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Site } from '../environments/site.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { PROXY_PORT, TLS_PORT } from '../network/firewall.ts';
import { subnets, type Network } from '../network/network.ts';
import { proxyUserData } from './user-data.ts';

export interface ProxyZoneProps {
  readonly site: Site;
  readonly zone: string;
  readonly network: Network;
  readonly certificate: ICertificate;
  readonly accessLogs: IBucket;
  readonly role: IRole;
  readonly webAclArn: string;
}

/**
 * The NGINX reverse proxies of one zone, with the load balancer by which shoppers reach them. A proxy counts as healthy while nginx itself
 * works: if the monolith is away, replacing proxies would mend nothing.
 */
export class ProxyZone extends Construct {
  readonly balancer: ApplicationLoadBalancer;
  readonly proxies: AutoScalingGroup;

  constructor(scope: Construct, id: string, props: ProxyZoneProps) {
    super(scope, id);
    const { site, network, certificate, accessLogs, zone, webAclArn } = props;
    this.proxies = this.#proxies(props);
    this.balancer = new ApplicationLoadBalancer(this, 'Balancer', {
      vpc: network.vpc,
      // A load balancer has to stand in two zones; its proxies stand in the one.
      vpcSubnets: subnets.open,
      internetFacing: true,
      securityGroup: network.firewall.groups.entries,
      dropInvalidHeaderFields: true,
      idleTimeout: Duration.seconds(60),
      deletionProtection: site.environment.keepsData,
    });
    this.balancer.logAccessLogs(accessLogs, `balancers/entry-${zone}`);
    const targets = new ApplicationTargetGroup(this, 'Targets', {
      vpc: network.vpc,
      port: PROXY_PORT,
      protocol: ApplicationProtocol.HTTP,
      targetType: TargetType.INSTANCE,
      targets: [this.proxies],
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      deregistrationDelay: Duration.seconds(30),
      healthCheck: { path: '/health/proxy', healthyHttpCodes: '204', interval: Duration.seconds(5), timeout: Duration.seconds(3), healthyThresholdCount: 2, unhealthyThresholdCount: 2 },
    });
    this.balancer.addListener('Tls', { port: TLS_PORT, protocol: ApplicationProtocol.HTTPS, certificates: [certificate], sslPolicy: SslPolicy.RECOMMENDED_TLS, open: false, defaultTargetGroups: [targets] });
    new CfnWebACLAssociation(this, 'Acl', { resourceArn: this.balancer.loadBalancerArn, webAclArn });
  }

  #proxies({ site, zone, network, role }: ProxyZoneProps): AutoScalingGroup {
    const { instanceType, perZone } = site.region.proxies;
    const launchTemplate = new LaunchTemplate(this, 'Template', {
      instanceType: new InstanceType(instanceType),
      machineImage: MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 }),
      securityGroup: network.firewall.groups.proxies,
      role,
      userData: proxyUserData(site),
      httpTokens: LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      detailedMonitoring: true,
      blockDevices: [{ deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(20, { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 }) }],
    });
    const proxies = new AutoScalingGroup(this, 'Proxies', {
      vpc: network.vpc,
      vpcSubnets: { ...subnets.inside, availabilityZones: [zone] },
      launchTemplate,
      minCapacity: perZone.min,
      maxCapacity: perZone.max,
      healthChecks: HealthChecks.withAdditionalChecks({ gracePeriod: Duration.minutes(4), additionalTypes: [AdditionalHealthCheckType.ELB] }),
      updatePolicy: UpdatePolicy.rollingUpdate({ maxBatchSize: 1, minInstancesInService: perZone.min === perZone.max ? 0 : perZone.min, pauseTime: Duration.minutes(4) }),
    });
    acknowledge(proxies, 'AwsSolutions-AS3', 'That a proxy comes or goes is no news to anybody; that shoppers notice is what alarms tell.');
    proxies.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });
    return proxies;
  }
}
