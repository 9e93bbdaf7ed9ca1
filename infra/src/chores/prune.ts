import { Schedule } from 'aws-cdk-lib/aws-events';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { LogGroupProps } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { images } from '../environments/images.ts';
import { madeImages, repositoryOf } from '../images/image-names.ts';
import { releasesBucketName } from '../pipeline/names.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { Chore } from './chore.ts';

export interface PruneProps {
  readonly name: string;
  readonly roleName: string;
  readonly account: string;
  readonly region: string;
  /** The environments whose last releases stay. */
  readonly environments: readonly string[];
  /** The cluster whose tasks run images of this registry; none runs where they are made. */
  readonly cluster?: string;
  /** The cluster of the database whose snapshots are pruned. */
  readonly database?: string;
  readonly log: Pick<LogGroupProps, 'retention' | 'removalPolicy'>;
  readonly notices: ITopic;
}

/** Releases of each environment that one may still go back to, and days for which everything stays anyway. */
const KEEP = { keepReleases: 20, keepDays: 90, keepNewestSnapshots: 3 } as const;

/** Deletes images and snapshots that are old and that nobody needs, once a week. */
export class Prune extends Construct {
  readonly chore: Chore;

  constructor(scope: Construct, id: string, { name, roleName, account, region, environments, cluster, database, log, notices }: PruneProps) {
    super(scope, id);
    const repositories = madeImages.map(repositoryOf);
    this.chore = new Chore(this, 'Chore', {
      name,
      roleName,
      folder: 'prune',
      description: 'Deletes old images and snapshots that nobody needs.',
      log,
      notices,
      minutes: 15,
      variables: { RULES: JSON.stringify({ repositories, environments, ...KEEP }), CLUSTER: cluster ?? '', DATABASE: database ?? '', RELEASES_BUCKET: releasesBucketName, RELEASES_REGION: images.region },
    });
    const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
    const { chore } = this;
    chore.allow('PruneImages', ['ecr:BatchDeleteImage', 'ecr:DescribeImages'], repositories.map((repository) => arn('ecr', `repository/${repository}`)));
    const kept = ['releases', 'history'].map((folder) => `arn:aws:s3:::${releasesBucketName}/${folder}/*`);
    chore.allow('KnowReleases', ['s3:GetObject'], kept);
    for (const objects of kept) chore.because(objects, 'Releases have names that are not known beforehand.');
    if (cluster !== undefined) {
      const services = arn('ecs', `service/${cluster}/*`);
      chore.allow('KnowServices', ['ecs:DescribeServices'], [services]);
      chore.because(services, 'All services of the one cluster are looked at, whichever there are.');
      chore.allow('KnowTasks', ['ecs:DescribeTaskDefinition', 'ecs:ListServices'], ['*']);
      acknowledge(chore.role, 'AwsSolutions-IAM5[Resource::*]', 'ECS names no resource for these two, which only read.');
    }
    if (database !== undefined) {
      const snapshots = arn('rds', 'cluster-snapshot:*');
      chore.allow('KnowSnapshots', ['rds:DescribeDBClusterSnapshots'], [arn('rds', `cluster:${database}`), snapshots]);
      chore.allow('PruneSnapshots', ['rds:DeleteDBClusterSnapshot'], [snapshots], { StringEquals: { 'aws:ResourceTag/banyan:environment': environments[0]! } });
      chore.because(snapshots, 'Who takes a snapshot names it; deleted are those only that bear the tag of this environment.');
    }
    chore.at('Weekly', Schedule.cron({ weekDay: 'SUN', hour: '5', minute: '0' }));
  }
}
