import { FlowLogDestination, FlowLogTrafficType, GatewayVpcEndpointAwsService, InterfaceVpcEndpointAwsService, IpAddresses, SubnetType, Vpc, type GatewayVpcEndpoint, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { internalName, type Site } from '../environments/site.ts';
import { exactly } from '../exactly.ts';
import { retention } from '../watch/retention.ts';
import { Firewall } from './firewall.ts';

/** The kinds of subnets, one of each in every zone. */
export const subnets = {
  /** Reached from the internet: the load balancers in front of the proxies, and the ways out. */
  open: { subnetGroupName: 'open' },
  /** Reaches the internet and is not reached from it: the monolith, which calls the payment company. */
  outbound: { subnetGroupName: 'outbound' },
  /** Neither: all else. What it needs of AWS it reaches by endpoints within the network. */
  inside: { subnetGroupName: 'inside' },
} as const;

/** What hosts and proxies use of AWS. */
const services = {
  EcrApi: InterfaceVpcEndpointAwsService.ECR,
  EcrDocker: InterfaceVpcEndpointAwsService.ECR_DOCKER,
  Logs: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  Metrics: InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING,
  Secrets: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  Queues: InterfaceVpcEndpointAwsService.SQS,
  Ssm: InterfaceVpcEndpointAwsService.SSM,
  SsmMessages: InterfaceVpcEndpointAwsService.SSM_MESSAGES,
} as const;

/** The network of a region: its zones and subnets, the endpoints by which AWS is reached from within, and who may call whom. */
export class Network extends Construct {
  readonly vpc: IVpc;
  readonly firewall: Firewall;
  /** The way to S3, by which alone the media bucket is read. */
  readonly storageEndpoint: GatewayVpcEndpoint;
  /** Names that only this network knows. */
  readonly names: PrivateHostedZone;

  constructor(scope: Construct, id: string, { environment, region }: Site) {
    super(scope, id);
    this.vpc = exactly<IVpc>(new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(region.cidr),
      availabilityZones: [...region.zones],
      natGateways: region.outboundGateways,
      natGatewaySubnets: subnets.open,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: subnets.open.subnetGroupName, subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: subnets.outbound.subnetGroupName, subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 },
        { name: subnets.inside.subnetGroupName, subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 20 },
      ],
    }));
    this.vpc.addFlowLog('Flows', {
      destination: FlowLogDestination.toCloudWatchLogs(new LogGroup(this, 'FlowLog', retention(environment))),
      trafficType: FlowLogTrafficType.REJECT,
    });
    this.firewall = new Firewall(this, 'Firewall', { vpc: this.vpc, cidr: region.cidr });
    this.storageEndpoint = this.vpc.addGatewayEndpoint('Storage', { service: GatewayVpcEndpointAwsService.S3 });
    for (const [name, service] of Object.entries(services)) {
      this.vpc.addInterfaceEndpoint(name, { service, subnets: subnets.inside, securityGroups: [this.firewall.groups.endpoints], open: false });
    }
    this.names = new PrivateHostedZone(this, 'Names', { zoneName: internalName(environment), vpc: this.vpc });
  }
}
