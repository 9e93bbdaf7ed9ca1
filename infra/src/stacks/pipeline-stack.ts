import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Artifact, Pipeline, PipelineNotificationEvents, PipelineType, type IPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { CodeBuildAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Delivery } from '../environments/delivery.ts';
import { environments } from '../environments/index.ts';
import { exactly } from '../exactly.ts';
import { acknowledge, anyResource } from '../findings/acknowledge.ts';
import { imageNames, madeImages, repositoryOf, type ImageName } from '../images/image-names.ts';
import { BuildProject } from '../pipeline/build-project.ts';
import { checks, release } from '../pipeline/buildspecs.ts';
import { Deployment, Promotion, RollBack, type DeliveryProps } from '../pipeline/environment-pipelines.ts';
import { registry } from '../pipeline/names.ts';
import { ReleaseStore } from '../pipeline/release-store.ts';
import { Prune } from '../chores/prune.ts';
import { Code } from '../pipeline/source.ts';
import { acknowledgeArtifacts } from '../pipeline/findings.ts';

/**
 * How a change reaches the environments: every check, one image for each changed module, a release, dev at once; staging and production
 * on demand, each by a pipeline of its own, and back by another.
 */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { delivery, ...props }: StackProps & { readonly delivery: Delivery }) {
    super(scope, id, props);
    const key = new Key(this, 'Key', { alias: 'banyan/delivery', description: 'Encrypts code, artefacts and releases.', enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    const log = new LogGroup(this, 'Log', { logGroupName: '/banyan/delivery', retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.RETAIN });
    const artifacts = this.#artifacts(key);
    const releases = new ReleaseStore(this, 'Releases', key);
    const code = new Code(this, 'Code', { source: delivery.source, key, log });
    const common: DeliveryProps = { code, releases, artifacts, key, log };

    const [dev, ...later] = environments.map((environment) => ({ environment, deployment: new Deployment(this, environment.name, { ...common, environment }) }));
    const main = this.#delivered(common, delivery, dev!.deployment);
    const promotions = later.map((each) => new Promotion(this, `${each.environment.name}Promotion`, { ...common, ...each }).pipeline);
    const rollBacks = [dev!, ...later].map((each) => new RollBack(this, `${each.environment.name}RollBack`, { ...common, ...each }).pipeline);
    const notices = this.#tell(delivery.email, [main, ...promotions, ...rollBacks]);
    const { chore } = new Prune(this, 'Prune', { name: 'banyan-images-prune', roleName: 'banyan-images-pruner', account: this.account, region: this.region, environments: environments.map(({ name }) => name), log: { retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.RETAIN }, notices });
    releases.grant(chore.role, { reads: ['releases', 'history'] });
  }

  /** From a change to dev, without anybody being asked. */
  #delivered({ code, releases, artifacts, key, log }: DeliveryProps, { collectorTag }: Delivery, dev: Deployment): IPipeline {
    const checking = new BuildProject(this, 'Checks', { name: 'banyan-checks', description: 'Builds, lints and tests.', steps: checks, key, log });
    const making = new BuildProject(this, 'Images', { name: 'banyan-images', description: 'Makes an image for each changed module, and the release.', steps: release, key, log, makesImages: true, variables: { RELEASES_BUCKET: releases.bucket.bucketName, REGISTRY: registry, COLLECTOR_TAG: collectorTag } });
    releases.grant(making.role, { reads: ['releases'], writes: ['releases'] });
    const repositories = (names: readonly ImageName[]) => names.map((name) => this.formatArn({ service: 'ecr', resource: 'repository', resourceName: repositoryOf(name) }));
    making.role.addToPrincipalPolicy(new PolicyStatement({ sid: 'LogInToRegistry', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }));
    acknowledge(making.role, anyResource, 'ECR gives its login for all repositories of an account or for none; images are pushed to named ones only.');
    making.role.addToPrincipalPolicy(new PolicyStatement({ sid: 'FindImages', actions: ['ecr:DescribeImages'], resources: repositories(imageNames) }));
    making.role.addToPrincipalPolicy(new PolicyStatement({ sid: 'PushImages', actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:CompleteLayerUpload', 'ecr:GetDownloadUrlForLayer', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'], resources: repositories(madeImages) }));

    const source = new Artifact('Source');
    const made = new CodeBuildAction({ actionName: 'Images', project: making.project, input: source });
    const pipeline = new Pipeline(this, 'Delivery', { pipelineName: 'banyan', pipelineType: PipelineType.V2, artifactBucket: artifacts, restartExecutionOnUpdate: false });
    pipeline.addStage({ stageName: 'Source', actions: [code.action(source, { starts: true })] });
    pipeline.addStage({ stageName: 'Checks', actions: [new CodeBuildAction({ actionName: 'Checks', project: checking.project, input: source })] });
    pipeline.addStage({ stageName: 'Images', actions: [made] });
    pipeline.addStage({ stageName: 'Dev', actions: [new CodeBuildAction({ actionName: 'Deploy', project: dev.deploy.project, input: source, environmentVariables: { ASKED: { value: made.variable('RELEASE') } } })] });
    return pipeline;
  }

  #artifacts(key: Key): IBucket {
    const bucket = new Bucket(this, 'Artifacts', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true, enforceSSL: true, lifecycleRules: [{ expiration: Duration.days(30) }], removalPolicy: RemovalPolicy.RETAIN });
    acknowledgeArtifacts(this, bucket);
    acknowledge(bucket, 'AwsSolutions-S1', 'It holds what one stage hands to the next, for 30 days; who read it is in CloudTrail.');
    return exactly<IBucket>(bucket);
  }

  /** Tells people of what failed, and of what waits for them. */
  #tell(email: string, pipelines: readonly IPipeline[]): Topic {
    const key = new Key(this, 'NoticesKey', { description: 'Encrypts notices about deliveries.', enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    for (const service of ['codestar-notifications', 'cloudwatch']) key.grantEncryptDecrypt(new ServicePrincipal(`${service}.amazonaws.com`));
    const topic = new Topic(this, 'Notices', { displayName: 'Deliveries of the shop', enforceSSL: true, masterKey: key });
    topic.addSubscription(new EmailSubscription(email));
    for (const [index, pipeline] of pipelines.entries()) pipeline.notifyOn(`Notice${index + 1}`, topic, { events: [PipelineNotificationEvents.PIPELINE_EXECUTION_FAILED, PipelineNotificationEvents.MANUAL_APPROVAL_NEEDED] });
    return topic;
  }
}
