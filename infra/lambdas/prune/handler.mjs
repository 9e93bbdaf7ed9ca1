// The clients come with Lambda's Node; nothing is installed beside this.
import { BatchDeleteImageCommand, ECRClient, paginateDescribeImages } from '@aws-sdk/client-ecr';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient, paginateListServices } from '@aws-sdk/client-ecs';
import { DeleteDBClusterSnapshotCommand, RDSClient, paginateDescribeDBClusterSnapshots } from '@aws-sdk/client-rds';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { prune } from './prune.mjs';

const { RULES = '{}', CLUSTER, DATABASE, RELEASES_BUCKET, RELEASES_REGION } = process.env;
const [ecr, ecs, rds, s3] = [new ECRClient(), new ECSClient(), new RDSClient(), new S3Client({ region: RELEASES_REGION })];

/** ECR deletes so many images at once. */
const AT_ONCE = 100;

/** @type {import('./prune.ts').World} */
const world = {
  rules: JSON.parse(RULES),
  now: () => new Date(),
  kept: async (Key) => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: RELEASES_BUCKET, Key }));
      return JSON.parse(await Body.transformToString());
    } catch (error) {
      if (error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  },
  digestsInUse: async () => {
    if (!CLUSTER) return [];
    const digests = [];
    for await (const { serviceArns } of paginateListServices({ client: ecs, pageSize: 10 }, { cluster: CLUSTER })) {
      if (serviceArns.length === 0) continue;
      const { services } = await ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: serviceArns }));
      // While a rollout is under way a service has several.
      const definitions = services.flatMap(({ taskDefinition, deployments }) => [taskDefinition, ...deployments.map((deployment) => deployment.taskDefinition)]);
      for (const taskDefinition of new Set(definitions)) {
        const { taskDefinition: definition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
        digests.push(...definition.containerDefinitions.map(({ image }) => image.split('@')[1]).filter(Boolean));
      }
    }
    return digests;
  },
  images: async (repositoryName) => {
    const images = [];
    for await (const { imageDetails } of paginateDescribeImages({ client: ecr }, { repositoryName })) images.push(...imageDetails.map(({ imageDigest, imagePushedAt }) => ({ digest: imageDigest, pushedAt: imagePushedAt })));
    return images;
  },
  deleteImages: async (repositoryName, digests) => {
    for (let from = 0; from < digests.length; from += AT_ONCE) {
      const { failures } = await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds: digests.slice(from, from + AT_ONCE).map((imageDigest) => ({ imageDigest })) }));
      if (failures.length > 0) throw new Error(`${repositoryName} kept ${failures.length} images: ${failures[0].failureReason}`);
    }
  },
  snapshots: async () => {
    if (!DATABASE) return [];
    const snapshots = [];
    for await (const { DBClusterSnapshots } of paginateDescribeDBClusterSnapshots({ client: rds }, { DBClusterIdentifier: DATABASE, SnapshotType: 'manual' })) {
      snapshots.push(...DBClusterSnapshots.map(({ DBClusterSnapshotIdentifier: name, SnapshotCreateTime: takenAt, Status, TagList = [] }) => ({ name, takenAt: takenAt ?? new Date(), isAvailable: Status === 'available', isKept: TagList.some(({ Key }) => Key === 'banyan:keep') })));
    }
    return snapshots;
  },
  deleteSnapshot: async (DBClusterSnapshotIdentifier) => void (await rds.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier }))),
};

export const handler = async () => {
  const pruned = await prune(world);
  console.log(JSON.stringify(pruned));
  return pruned;
};
