import { Duration } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, StorageClass, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { prefixOf, type Site } from '../environments/site.ts';
import { removal } from '../watch/retention.ts';

/** What the names of the extracts begin with. */
export const EXTRACTS = 'shop';

/** The extracts, encrypted with a key of their own: who may read reports is who may use that key. */
export class ReportsBucket extends Construct {
  readonly bucket: Bucket;
  readonly key: Key;

  constructor(scope: Construct, id: string, { site: { environment, region }, accessLogs }: { readonly site: Site; readonly accessLogs: IBucket }) {
    super(scope, id);
    const removalPolicy = removal(environment.keepsData);
    this.key = new Key(this, 'Key', { alias: `${prefixOf(environment)}/reports`, description: 'Encrypts the extracts for reports.', enableKeyRotation: true, removalPolicy });
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: `${prefixOf(environment)}-reports-${environment.account}-${region.name}`,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'reports/',
      removalPolicy,
      lifecycleRules: [
        // What is read again and again are the newest runs; all of them together are the extract, so none is removed.
        { id: 'RarelyRead', transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }] },
        { id: 'TakenBack', noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
    });
  }
}
