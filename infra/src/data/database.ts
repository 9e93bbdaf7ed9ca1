import { Duration, SecretValue, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  AuroraPostgresEngineVersion,
  type CfnDBCluster,
  CfnDBClusterEndpoint,
  CfnGlobalCluster,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  ParameterGroup,
  type IClusterInstance,
} from 'aws-cdk-lib/aws-rds';
import type { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { prefixOf, type Site } from '../environments/site.ts';
import { subnets, type Network } from '../network/network.ts';
import { DATABASE_PORT } from '../network/firewall.ts';
import { exactly } from '../exactly.ts';
import { acknowledge } from '../findings/acknowledge.ts';
import { removal } from '../watch/retention.ts';

/** The name of the database that holds every module's schema. */
export const DATABASE = 'shop';
export const OWNER = 'banyan_owner';

export interface DatabaseProps {
  readonly site: Site;
  readonly network: Network;
  readonly key: IKey;
  /** The owner's login: in the home region only. */
  readonly owner?: Secret;
}

/**
 * The shop's Aurora PostgreSQL: encrypted, a writer, readers that take over from it, and an instance that reports have for themselves.
 * With a recovery region it is a global database, whose copy there follows within about a second and serves reads until it is promoted.
 */
export class Database extends Construct {
  readonly cluster: DatabaseCluster;
  /** Where the writer of this region's cluster is. */
  readonly host: string;
  /** The global database that the cluster leads at first, whose own name for the writer stays the same when another region takes over. */
  readonly globalName: string | undefined;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const { site } = props;
    const { environment } = site;
    this.cluster = this.#cluster(props);
    this.globalName = environment.recovery && site.role === 'home' ? this.#global(prefixOf(environment)).ref : undefined;
    if (site.role === 'recovery') follow(this.cluster, prefixOf(environment));
    this.host = this.cluster.clusterEndpoint.hostname;
    acknowledge(this.cluster, 'AwsSolutions-RDS6', 'Each module logs in with a password that is changed every 30 days; hosts read a whole URL and know no IAM tokens.');
    if (!environment.keepsData) acknowledge(this.cluster, 'AwsSolutions-RDS10', 'This environment keeps no data and may be taken down.');
  }

  #cluster({ site: { environment, region, role }, network, key, owner }: DatabaseProps): DatabaseCluster {
    const { units, readers, reporting } = region.database;
    const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_5 });
    const follows = (name: string): IClusterInstance => ClusterInstance.serverlessV2(name, { scaleWithWriter: true, enablePerformanceInsights: true, performanceInsightEncryptionKey: key });
    return new DatabaseCluster(this, 'Cluster', {
      clusterIdentifier: prefixOf(environment),
      engine,
      ...(owner ? { credentials: Credentials.fromSecret(exactly<ISecret>(owner), OWNER) } : { credentials: Credentials.fromPassword(OWNER, SecretValue.unsafePlainText('taken out below: the copy has the logins of its original')) }),
      ...(role === 'home' ? { defaultDatabaseName: DATABASE } : {}),
      port: DATABASE_PORT,
      writer: ClusterInstance.serverlessV2('Writer', { enablePerformanceInsights: true, performanceInsightEncryptionKey: key }),
      readers: [
        ...Array.from({ length: readers }, (_, index) => follows(`Reader${index + 1}`)),
        // Of a lower tier, so that it is the last to take over from the writer, and grows with reports rather than with shoppers.
        ...(reporting ? [ClusterInstance.serverlessV2('Reporting', { scaleWithWriter: false, instanceIdentifier: reportingName(prefixOf(environment)), enablePerformanceInsights: true, performanceInsightEncryptionKey: key })] : []),
      ],
      serverlessV2MinCapacity: units.min,
      serverlessV2MaxCapacity: units.max,
      vpc: network.vpc,
      vpcSubnets: subnets.inside,
      securityGroups: [network.firewall.groups.database],
      storageEncrypted: true,
      storageEncryptionKey: key,
      // By it logins are made anew, which the home region does.
      enableDataApi: role === 'home',
      backup: { retention: Duration.days(environment.backups.keepDays), preferredWindow: '01:00-02:00' },
      preferredMaintenanceWindow: 'sun:02:30-sun:03:30',
      cloudwatchLogsExports: ['postgresql'],
      copyTagsToSnapshot: true,
      deletionProtection: environment.keepsData,
      removalPolicy: removal(environment.keepsData),
      parameterGroup: new ParameterGroup(this, 'Parameters', {
        engine,
        // Nobody speaks to it in the clear. What an idle transaction holds is given back after a minute, whoever forgot it.
        parameters: { 'rds.force_ssl': '1', idle_in_transaction_session_timeout: '60000', log_min_duration_statement: '1000' },
      }),
    });
  }

  #global(name: string): CfnGlobalCluster {
    return new CfnGlobalCluster(this, 'Global', { globalClusterIdentifier: name, sourceDbClusterIdentifier: this.cluster.clusterArn, deletionProtection: false });
  }
}

/** The instance that serves reports, for those who read there. */
export function reportingName(prefix: string): string {
  return `${prefix}-reporting`;
}

/** A copy in another region has no login and no database of its own: all comes from the cluster that it follows. */
function follow(cluster: DatabaseCluster, name: string): void {
  const resource = cluster.node.defaultChild as CfnDBCluster;
  resource.globalClusterIdentifier = name;
  resource.addPropertyDeletionOverride('MasterUsername');
  resource.addPropertyDeletionOverride('MasterUserPassword');
}

/** An endpoint for reports, which leads to the instance that is theirs and to no other, and where to find it. @returns its name */
export function announceReporting(scope: Construct, { environment }: Site, { cluster }: Database): string {
  const name = reportingName(prefixOf(environment));
  const endpoint = new CfnDBClusterEndpoint(scope, 'Reports', { dbClusterIdentifier: cluster.clusterIdentifier, dbClusterEndpointIdentifier: name, customEndpointType: 'READER', staticMembers: [name] });
  endpoint.node.addDependency(cluster);
  new StringParameter(scope, 'ReportingHost', { parameterName: `/banyan/${environment.name}/reporting-host`, stringValue: endpoint.attrEndpoint, description: `Where reports are read, in ${Stack.of(scope).region}.` });
  return endpoint.attrEndpoint;
}
