import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Cluster, ContainerInsights, type ICluster } from 'aws-cdk-lib/aws-ecs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { images } from '../environments/images.ts';
import { internalName, prefixOf, type Site } from '../environments/site.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { ImageCopies } from '../images/image-registry.ts';
import { exactly } from '../exactly.ts';
import { Network } from '../network/network.ts';
import { removal } from '../watch/retention.ts';

/** What the rest of a region stands on: network, cluster, certificate, access logs, and where alarms go. */
export class FoundationStack extends Stack {
  readonly network: Network;
  readonly cluster: ICluster;
  /** For the shop's name, those of its entries, and those within the network. */
  readonly certificate: ICertificate;
  /** Access logs of load balancers and buckets. */
  readonly accessLogs: IBucket;
  /** Where alarms go. */
  readonly notices: Topic;

  constructor(scope: Construct, id: string, { site, ...props }: StackProps & { readonly site: Site }) {
    super(scope, id, props);
    const { environment } = site;
    const { domain, hostedZone, keepsData, logs } = environment;
    this.network = new Network(this, 'Network', site);
    this.cluster = exactly<ICluster>(new Cluster(this, 'Cluster', { clusterName: prefixOf(environment), vpc: this.network.vpc, containerInsightsV2: ContainerInsights.ENHANCED }));
    new ImageCopies(this, 'ImageCopies', { from: images.account, to: { account: environment.account, region: site.region.name } });
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: hostedZone.id, zoneName: hostedZone.name });
    this.certificate = new Certificate(this, 'Certificate', {
      domainName: domain,
      subjectAlternativeNames: [`*.${domain}`, `*.${internalName(environment)}`],
      validation: CertificateValidation.fromDns(zone),
    });
    this.accessLogs = exactly<IBucket>(new Bucket(this, 'AccessLogs', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // Load balancers can write to no other.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(logs.keepDays) }],
      removalPolicy: removal(keepsData),
    }));
    acknowledge(this.accessLogs, 'AwsSolutions-S1', 'It holds access logs itself.');
    const key = new Key(this, 'NoticesKey', { description: 'Encrypts notices about alarms.', enableKeyRotation: true, removalPolicy: removal(keepsData) });
    // Alarms can publish only if they may use the key; that of AWS for SNS they may not.
    key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    this.notices = new Topic(this, 'Notices', { displayName: `The shop, ${environment.name}`, enforceSSL: true, masterKey: key });
    this.notices.addSubscription(new EmailSubscription(environment.alarmEmail));
  }
}
