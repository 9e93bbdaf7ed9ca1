import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { prepareHost } from '@banyan/host';
import { hostNames, production, sitesOf, synthesise, templateOf, type HostName, type Resource } from '@banyan/infra/synthesised';
import { startSqsEmulator, type SqsEmulator } from '@banyan/tools/testing';
import { environmentOf, ofType } from './deployed-host.testing.ts';
import { specs } from './host-settings.testing.ts';

const synthesised = synthesise(production);
const [site] = sitesOf(production);
const { Resources } = templateOf(synthesised, site!, 'data');
const queues = new Map(ofType(Resources, 'AWS::SQS::Queue'));

let sqs: SqsEmulator;
let client: SQSClient;
beforeEach(async () => {
  sqs = await startSqsEmulator();
  client = new SQSClient({ region: 'eu-west-1', endpoint: sqs.url, useQueueUrlAsEndpoint: false });
});
afterEach(async () => {
  client.destroy();
  await sqs.close();
});

/** Creates a queue as the template says, its parked queue first. @returns its ARN */
async function create(id: string): Promise<string> {
  const { RedrivePolicy, QueueName, ...rest } = queues.get(id)!.Properties as Readonly<Record<string, unknown>>;
  const redrive = RedrivePolicy as { readonly deadLetterTargetArn: { readonly 'Fn::GetAtt': readonly [string, string] }; readonly maxReceiveCount: number } | undefined;
  const deadLetterTargetArn = redrive && (await create(redrive.deadLetterTargetArn['Fn::GetAtt'][0]));
  const plain = Object.entries(rest).filter(([name]) => names.has(name)).map(([name, value]) => [name, String(value)] as const);
  const Attributes = { ...Object.fromEntries(plain), ...(redrive ? { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: redrive.maxReceiveCount }) } : {}) };
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: QueueName as string, Attributes }));
  const { Attributes: made } = await client.send(new GetQueueAttributesCommand({ QueueUrl: QueueUrl!, AttributeNames: ['QueueArn'] }));
  return made!['QueueArn']!;
}

/** Attributes of a queue that CloudFormation and SQS call alike; the emulator encrypts nothing. */
const names = new Set(['FifoQueue', 'DeduplicationScope', 'FifoThroughputLimit', 'MessageRetentionPeriod', 'VisibilityTimeout', 'ReceiveMessageWaitTimeSeconds']);

/** The queues with a parked queue beside them that the task role of a host names. */
function namedInRole(host: HostName): readonly string[] {
  const policies = JSON.stringify(ofType(templateOf(synthesised, site!, host).Resources, 'AWS::IAM::Policy').map(([, policy]: readonly [string, Resource]) => policy.Properties));
  return [...queues].filter(([id, { Properties }]) => Properties!['RedrivePolicy'] !== undefined && policies.includes(id)).map(([id]) => id);
}

const asked = async (host: HostName) => {
  const environment = { ...environmentOf(synthesised, site!, host), QUEUE_ENDPOINT: sqs.url };
  const prepared = prepareHost(specs[host], environment);
  try {
    await prepared.queues?.begin(specs[host].modules);
  } finally {
    await prepared.queues?.close();
    await prepared.routingStore?.close();
  }
};

describe('the queues that are defined', () => {
  it.each(hostNames.filter((host) => host !== 'catalog'))('are those that %s looks for, as they must be, and its role names each of them', async (host) => {
    for (const id of namedInRole(host)) await create(id);
    await expect(asked(host)).resolves.toBeUndefined();
  });

  it('are missed if one is not there', async () => {
    for (const id of namedInRole('orders').slice(1)) await create(id);
    await expect(asked('orders')).rejects.toThrow(/does not exist/);
  });
});
