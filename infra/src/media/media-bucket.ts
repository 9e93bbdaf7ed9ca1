import { Duration, Stack } from 'aws-cdk-lib';
import type { IGatewayVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, StorageClass, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { mediaBucketName, type Site } from '../environments/site.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { removal } from '../watch/retention.ts';

export interface MediaBucketProps {
  readonly site: Site;
  readonly accessLogs: IBucket;
  /** The way to S3 from within the network. */
  readonly storageEndpoint: IGatewayVpcEndpoint;
}

/**
 * Images and video of products. Nobody on the internet reads here: the proxies do, through the network's own way to S3, and keep what is
 * asked for often. A file keeps its name for good, so what replaces it has another; older versions go after 30 days. Each region has a
 * bucket; what is put into the home region's is in the recovery region's, mostly within minutes.
 */
export class MediaBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { site: { environment, region, role }, accessLogs, storageEndpoint }: MediaBucketProps) {
    super(scope, id);
    const { recovery, keepsData } = environment;
    const copy = role === 'home' && recovery ? Bucket.fromBucketName(this, 'Copy', mediaBucketName(environment, recovery)) : undefined;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: mediaBucketName(environment, region),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      // With a KMS key of ours, NGINX could not read without credentials.
      encryption: BucketEncryption.S3_MANAGED,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'media/',
      removalPolicy: removal(keepsData),
      lifecycleRules: [
        { id: 'RarelySeen', transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }] },
        { id: 'Replaced', noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      ...(copy ? { replicationRules: [{ destination: copy, priority: 1, deleteMarkerReplication: true }] } : {}),
    });
    if (copy) this.#acknowledgeReplication(`arn:<AWS::Partition>:s3:::${copy.bucketName}/*`);
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ReadWithinTheNetwork',
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:SourceVpce': storageEndpoint.vpcEndpointId } },
      }),
    );
  }

  /** S3 reads and writes objects, whatever they are called, and may do nothing else with them than to replicate. */
  #acknowledgeReplication(copyArn: string): void {
    const policy = this.bucket.node.findChild('ReplicationRole');
    const reason = 'S3 replicates every object of the bucket, whatever its name, to the one bucket of the recovery region.';
    for (const resource of [`<${Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket)}.Arn>/*`, copyArn]) acknowledge(policy, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
  }
}
