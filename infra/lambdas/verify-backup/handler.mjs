// The clients come with Lambda's Node; nothing is installed beside this.
import { BackupClient, paginateListRecoveryPointsByResource } from '@aws-sdk/client-backup';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateDBInstanceCommand, DeleteDBClusterCommand, DeleteDBInstanceCommand, DescribeDBClustersCommand, DescribeDBInstancesCommand, ModifyDBClusterCommand, RDSClient, RestoreDBClusterFromSnapshotCommand } from '@aws-sdk/client-rds';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { verify } from './verify.mjs';

const { SETTINGS = '{}' } = process.env;
const { prefix, schemas, clusterArn, ownerSecret, database, subnetGroup, securityGroup, key, environment } = JSON.parse(SETTINGS);
const [backups, metrics, rds, data, secrets] = [new BackupClient(), new CloudWatchClient(), new RDSClient(), new RDSDataClient(), new SecretsManagerClient()];

const ENGINE = 'aurora-postgresql';
const instanceOf = (cluster) => `${cluster}-1`;

/** Runs a call and leaves an error of this name be. */
async function unless(name, call) {
  try {
    return await call();
  } catch (error) {
    if (error.name !== name) throw error;
    return undefined;
  }
}

async function clusterOf(DBClusterIdentifier) {
  const found = await unless('DBClusterNotFoundFault', () => rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier })));
  return found?.DBClusters?.[0];
}

async function query(cluster, sql) {
  const { DBClusterArn } = await clusterOf(cluster);
  const { records } = await data.send(new ExecuteStatementCommand({ resourceArn: DBClusterArn, secretArn: ownerSecret, database, sql }));
  return records;
}

/** @type {import('./verify.ts').World} */
const world = {
  prefix,
  schemas,
  now: () => new Date(),
  newestBackup: async () => {
    const points = [];
    for await (const { RecoveryPoints } of paginateListRecoveryPointsByResource({ client: backups }, { ResourceArn: clusterArn })) points.push(...RecoveryPoints);
    const whole = points.filter(({ Status }) => Status === 'COMPLETED').sort((one, other) => other.CreationDate - one.CreationDate);
    return whole[0] && { arn: whole[0].RecoveryPointArn, takenAt: whole[0].CreationDate };
  },
  restore: async (SnapshotIdentifier, DBClusterIdentifier) => {
    const more = { DBSubnetGroupName: subnetGroup, VpcSecurityGroupIds: [securityGroup], KmsKeyId: key, EnableHttpEndpoint: true, DeletionProtection: false, Tags: [{ Key: 'banyan:trial', Value: environment }], ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 } };
    await unless('DBClusterAlreadyExistsFault', () => rds.send(new RestoreDBClusterFromSnapshotCommand({ DBClusterIdentifier, SnapshotIdentifier, Engine: ENGINE, ...more })));
    await unless('DBInstanceAlreadyExistsFault', () => rds.send(new CreateDBInstanceCommand({ DBInstanceIdentifier: instanceOf(DBClusterIdentifier), DBClusterIdentifier, Engine: ENGINE, DBInstanceClass: 'db.serverless', PubliclyAccessible: false, Tags: more.Tags })));
  },
  state: async (name) => {
    const cluster = await clusterOf(name);
    const instances = await unless('DBInstanceNotFoundFault', () => rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: instanceOf(name) })));
    const states = [cluster?.Status, instances?.DBInstances?.[0]?.DBInstanceStatus];
    if (!cluster || states.some((state) => /fail|incompatible|inaccessible/.test(state ?? ''))) return 'failed';
    return states.every((state) => state === 'available') ? 'ready' : 'restoring';
  },
  letIn: async (DBClusterIdentifier) => {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: ownerSecret }));
    await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier, MasterUserPassword: JSON.parse(SecretString).password, ApplyImmediately: true }));
    // It takes a moment until the password is the new one; the state machine asks again when this fails.
    await query(DBClusterIdentifier, 'SELECT 1');
  },
  count: async (cluster, schema) => {
    const tables = await query(cluster, `SELECT table_name::text FROM information_schema.tables WHERE table_schema = '${schema}' AND table_type = 'BASE TABLE'`);
    const counted = [];
    for (const [{ stringValue: table }] of tables) {
      const [[{ longValue: rows }]] = await query(cluster, `SELECT count(*) FROM "${schema}"."${table}"`);
      counted.push({ table, rows });
    }
    return counted;
  },
  drop: async (DBClusterIdentifier) => {
    await unless('DBInstanceNotFoundFault', () => unless('InvalidDBInstanceStateFault', () => rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: instanceOf(DBClusterIdentifier), SkipFinalSnapshot: true }))));
    await unless('DBClusterNotFoundFault', () => rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier, SkipFinalSnapshot: true })));
  },
  tell: async (Value) => void (await metrics.send(new PutMetricDataCommand({ Namespace: 'Banyan', MetricData: [{ MetricName: 'backup_verified_age_hours', Dimensions: [{ Name: 'environment', Value: environment }], Value }] }))),
};

export const handler = async (asked) => verify(asked, world);
