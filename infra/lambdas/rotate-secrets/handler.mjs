// The clients come with Lambda's Node; nothing is installed beside this.
import { randomBytes } from 'node:crypto';
import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { ElastiCacheClient, ModifyUserCommand } from '@aws-sdk/client-elasticache';
import { DescribeGlobalClustersCommand, ModifyDBClusterCommand, RDSClient } from '@aws-sdk/client-rds';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { DescribeSecretCommand, GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient, UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { rotate } from './rotate.mjs';

const { CLUSTER, DATABASE_CLUSTER, DATABASE_OWNER, DATABASE_HOST, DATABASE_NAME, DATABASE_GLOBAL, CACHE_HOST, CACHE_USER_ID } = process.env;
const [secrets, data, rds, cache, ecs] = [new SecretsManagerClient(), new RDSDataClient(), new RDSClient(), new ElastiCacheClient(), new ECSClient()];

const missing = new Set(['ServiceNotFoundException', 'ServiceNotActiveException', 'ClusterNotFoundException']);

/** @type {Omit<import('./rotate.ts').World, 'place'>} */
const world = {
  current: async (SecretId) => contentOf(await secrets.send(new GetSecretValueCommand({ SecretId, VersionStage: 'AWSCURRENT' }))),
  pending: async (SecretId, VersionId) => {
    const { VersionIdsToStages } = await secrets.send(new DescribeSecretCommand({ SecretId }));
    // Secrets Manager attaches the label before there is a value.
    if (!VersionIdsToStages?.[VersionId]) throw new Error(`Version ${VersionId} is none of ${SecretId}.`);
    try {
      return contentOf(await secrets.send(new GetSecretValueCommand({ SecretId, VersionId })));
    } catch (error) {
      if (error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  },
  keepPending: async (SecretId, ClientRequestToken, content) => {
    await secrets.send(new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString: JSON.stringify(content), VersionStages: ['AWSPENDING'] }));
  },
  makeCurrent: async (SecretId, version) => {
    const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId }));
    const before = Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id].includes('AWSCURRENT'));
    if (before === version) return;
    await secrets.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: version, RemoveFromVersionId: before }));
  },
  sql: async (sql) => void (await data.send(new ExecuteStatementCommand({ resourceArn: DATABASE_CLUSTER, secretArn: DATABASE_OWNER, database: DATABASE_NAME, sql }))),
  setOwnerPassword: async (MasterUserPassword) => void (await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier: DATABASE_CLUSTER, MasterUserPassword, ApplyImmediately: true }))),
  setRedisPasswords: async (Passwords) => void (await cache.send(new ModifyUserCommand({ UserId: CACHE_USER_ID, AuthenticationMode: { Type: 'password', Passwords } }))),
  rollOver: async (service) => {
    try {
      await ecs.send(new UpdateServiceCommand({ cluster: CLUSTER, service, forceNewDeployment: true }));
    } catch (error) {
      if (!missing.has(error.name)) throw error;
    }
  },
  fresh: () => randomBytes(32).toString('base64url'),
};

function contentOf({ SecretString }) {
  return JSON.parse(SecretString);
}

/** Where the database's writer is: a global database has a name for it that stays the same when another region takes over. */
async function databaseHost() {
  if (!DATABASE_GLOBAL) return DATABASE_HOST ?? '';
  const { GlobalClusters } = await rds.send(new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: DATABASE_GLOBAL }));
  const endpoint = GlobalClusters?.[0]?.Endpoint;
  if (!endpoint) throw new Error(`The global database '${DATABASE_GLOBAL}' has no endpoint yet; it is asked again.`);
  return endpoint;
}

export const handler = async (asked) => rotate(asked, { ...world, place: { databaseHost: await databaseHost(), databaseName: DATABASE_NAME ?? '', cacheHost: CACHE_HOST ?? '' } });
