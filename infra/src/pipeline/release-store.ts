import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccountPrincipal, Effect, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { environments } from '../environments/index.ts';
import { sitesOf } from '../environments/site.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { acknowledgeObjects } from './findings.ts';
import { prunerName, releasesBucketName } from './names.ts';

/** The kinds of what is kept, by what their keys begin with. */
export type Kept = 'releases' | 'environments' | 'history';

/** Every release with its templates, what runs in each environment, and what ran there. Each object keeps its earlier versions. */
export class ReleaseStore extends Construct {
  readonly bucket: Bucket;
  readonly #key: Key;

  constructor(scope: Construct, id: string, key: Key) {
    super(scope, id);
    this.#key = key;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: releasesBucketName,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(365) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.bucket, 'AwsSolutions-S1', 'Who read or wrote a release is in CloudTrail; S3 has nothing to add.');
    const readers = environments.flatMap((environment) => sitesOf(environment).map((site) => ({ account: environment.account, arn: `arn:aws:iam::${environment.account}:role/${prunerName(site)}` })));
    const principals = [...new Set(readers.map(({ account }) => account))].map((account) => new AccountPrincipal(account));
    const conditions = { StringEquals: { 'aws:PrincipalArn': readers.map(({ arn }) => arn) } };
    // Who prunes images has to know which releases ran.
    this.bucket.addToResourcePolicy(new PolicyStatement({ sid: 'Pruners', effect: Effect.ALLOW, principals, actions: ['s3:GetObject'], resources: [this.bucket.arnForObjects('releases/*'), this.bucket.arnForObjects('history/*')], conditions }));
    key.addToResourcePolicy(new PolicyStatement({ sid: 'Pruners', effect: Effect.ALLOW, principals, actions: ['kms:Decrypt'], resources: ['*'], conditions }));
  }

  /** Lets a role read some of it, and write some. */
  grant(role: IRole, { reads, writes = [] }: { readonly reads: readonly Kept[]; readonly writes?: readonly Kept[] }): void {
    const objects = (kinds: readonly Kept[]) => kinds.map((kind) => this.bucket.arnForObjects(`${kind}/*`));
    const statement = (sid: string, actions: string[], resources: string[]) => role.addToPrincipalPolicy(new PolicyStatement({ sid, actions, resources }));
    statement('ReadReleases', ['s3:GetObject'], objects(reads));
    for (const kind of new Set([...reads, ...writes])) acknowledgeObjects(role, this.bucket, kind);
    // With it S3 says that an object is not there, instead of that it may not be seen.
    statement('FindReleases', ['s3:ListBucket'], [this.bucket.bucketArn]);
    if (writes.length > 0) statement('WriteReleases', ['s3:PutObject'], objects(writes));
    statement('ReleaseKey', ['kms:Decrypt', 'kms:GenerateDataKey'], [this.#key.keyArn]);
  }
}
