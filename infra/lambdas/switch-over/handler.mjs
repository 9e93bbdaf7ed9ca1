// The clients come with Lambda's Node; nothing is installed beside this.
import { CloudFormationClient, DescribeStacksCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { DescribeGlobalClustersCommand, FailoverGlobalClusterCommand, RDSClient, SwitchoverGlobalClusterCommand } from '@aws-sdk/client-rds';
import { DescribeSecretCommand, SecretsManagerClient, StopReplicationToReplicaCommand } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { switchOver } from './switch-over.mjs';

const { SETTINGS = '{}' } = process.env;
const { environment, account, home, recovery, hosts, intakeQueues, secrets: names, globalDatabase } = JSON.parse(SETTINGS);
const here = { region: recovery };
const [rds, secrets] = [new RDSClient(here), new SecretsManagerClient(here)];

/** A region that says nothing for so long does not answer. */
const SILENCE = 5_000;
const stackOf = (region, host) => `banyan-${environment}-${region}-${host}`;
const impatientlyIn = (region) => ({ region, maxAttempts: 2, requestHandler: { connectionTimeout: SILENCE, requestTimeout: SILENCE, throwOnRequestTimeout: true } });
const cloudFormation = (region) => new CloudFormationClient(impatientlyIn(region));

async function epochsIn(region) {
  const client = cloudFormation(region);
  const found = [];
  for (const host of hosts) {
    try {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackOf(region, host) }));
      const { Parameters, StackStatus } = Stacks[0];
      const number = (name) => Number(Parameters.find(({ ParameterKey }) => ParameterKey === name).ParameterValue);
      found.push({ host, own: number('Epoch'), newest: number('LeadingEpoch'), isChanging: StackStatus.endsWith('IN_PROGRESS') });
    } catch (error) {
      // CloudFormation says in this way that there is no such stack: it has answered.
      if (error.name !== 'ValidationError') throw error;
    }
  }
  return found;
}

const lengths = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'];

/** In all intake queues of a region, waiting or in flight. */
async function unreadIn(region) {
  const client = new SQSClient(impatientlyIn(region));
  const counts = await Promise.all(
    intakeQueues.map(async (QueueName) => {
      try {
        const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
        const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: lengths }));
        return lengths.reduce((sum, length) => sum + Number(Attributes[length]), 0);
      } catch (error) {
        if (error.name !== 'QueueDoesNotExist') throw error;
        return 0;
      }
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Only silence is silence: a region that refuses has answered, and nothing is concluded from that. */
async function unlessSilent(ask) {
  try {
    return await ask();
  } catch (error) {
    if (error.$response === undefined || error.$response.statusCode >= 500) return undefined;
    throw error;
  }
}

async function databaseNow() {
  const { GlobalClusters } = await rds.send(new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: globalDatabase }));
  const { GlobalClusterMembers, FailoverState, Status } = GlobalClusters[0];
  const writer = GlobalClusterMembers.find(({ IsWriter }) => IsWriter)?.DBClusterArn.split(':')[3];
  return { writer, isMoving: FailoverState?.Status !== undefined || Status !== 'available', members: GlobalClusterMembers };
}

async function copiesNow() {
  const described = await Promise.all(names.map((SecretId) => secrets.send(new DescribeSecretCommand({ SecretId }))));
  return described.filter(({ PrimaryRegion }) => PrimaryRegion !== undefined && PrimaryRegion !== recovery).map(({ Name }) => Name);
}

async function deployWith(region, host, epochs) {
  const client = cloudFormation(region);
  const StackName = stackOf(region, host);
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const Parameters = Stacks[0].Parameters.map(({ ParameterKey }) => (ParameterKey in epochs ? { ParameterKey, ParameterValue: String(epochs[ParameterKey]) } : { ParameterKey, UsePreviousValue: true }));
  try {
    await client.send(new UpdateStackCommand({ StackName, UsePreviousTemplate: true, Parameters, Capabilities: ['CAPABILITY_IAM'], RoleARN: `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}` }));
  } catch (error) {
    // It has these epochs already, from a call before that did not get to all hosts.
    if (!/No updates are to be performed/.test(error.message)) throw error;
  }
}

/** @type {import('./switch-over.ts').World} */
const world = {
  state: async (to = recovery) => {
    if (![home, recovery].includes(to)) throw new Error(`There is no region '${to}'. There are: ${home}, ${recovery}.`);
    const from = to === home ? recovery : home;
    const [target, source, unread, { writer, isMoving }, copies] = await Promise.all([epochsIn(to), unlessSilent(() => epochsIn(from)), unlessSilent(() => unreadIn(from)), databaseNow(), to === recovery ? copiesNow() : []]);
    return { environment, to, from, hosts, target, source, unread, database: { writer, isMoving }, copies };
  },
  fence: (region, host, epoch) => deployWith(region, host, { LeadingEpoch: epoch }),
  lead: (region, host, epoch) => deployWith(region, host, { Epoch: epoch, LeadingEpoch: epoch }),
  promoteSecret: async (SecretId) => void (await secrets.send(new StopReplicationToReplicaCommand({ SecretId }))),
  moveDatabase: async (to, { losesData }) => {
    const { members } = await databaseNow();
    const TargetDbClusterIdentifier = members.map(({ DBClusterArn }) => DBClusterArn).find((arn) => arn.split(':')[3] === to);
    const asked = { GlobalClusterIdentifier: globalDatabase, TargetDbClusterIdentifier };
    await rds.send(losesData ? new FailoverGlobalClusterCommand({ ...asked, AllowDataLoss: true }) : new SwitchoverGlobalClusterCommand(asked));
  },
};

export const handler = async (asked = {}) => switchOver(asked, world);
