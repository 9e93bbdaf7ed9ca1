// The clients come with Lambda's Node; nothing is installed beside this.
import { ApplicationAutoScalingClient, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { DescribeDBClustersCommand, RDSClient, StartDBClusterCommand, StopDBClusterCommand } from '@aws-sdk/client-rds';
import { night } from './night.mjs';

const { SETTINGS = '{}' } = process.env;
const { environment, cluster, database, services } = JSON.parse(SETTINGS);
const [scaling, rds] = [new ApplicationAutoScalingClient(), new RDSClient()];
const named = { DBClusterIdentifier: database };

/** @type {import('./night.ts').World} */
const world = {
  environment,
  services,
  limit: async (service, MinCapacity, MaxCapacity) => void (await scaling.send(new RegisterScalableTargetCommand({ ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount', ResourceId: `service/${cluster}/${service}`, MinCapacity, MaxCapacity }))),
  databaseState: async () => (await rds.send(new DescribeDBClustersCommand(named))).DBClusters[0].Status,
  stopDatabase: async () => void (await rds.send(new StopDBClusterCommand(named))),
  startDatabase: async () => void (await rds.send(new StartDBClusterCommand(named))),
};

export const handler = async ({ step }) => night(step, world);
