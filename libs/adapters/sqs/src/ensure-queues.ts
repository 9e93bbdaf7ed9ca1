import { CreateQueueCommand, GetQueueAttributesCommand, QueueDoesNotExist, SQSServiceException, type SQSClient } from '@aws-sdk/client-sqs';
import { Unavailable } from '@banyan/contracts/define';
import type { SqsConnection } from './connection.ts';
import { isFifo, parkedQueue } from './queue-names.ts';
import { Queues } from './queues.ts';

/** What a queue must be like, in SQS's words. */
type Attributes = Readonly<Record<string, string>>;

const MAX_RECEIVE_COUNT = 50;
const seconds = { visibility: '30', retention: String(14 * 24 * 60 * 60), longPoll: '20' };

/**
 * Creates the queues that are missing, or checks that all are there; each has its parked queue, to which SQS moves what
 * was received fifty times. Queues that exist are never changed.
 * @throws {Error} that lists everything that is missing or wrong, and what would be right
 * @throws {Unavailable} if SQS cannot be asked
 */
export async function ensureQueues(connection: SqsConnection, queues: readonly string[], mode: 'create' | 'check'): Promise<void> {
  const known = new Queues(connection);
  const mistakes = await Promise.all(queues.map((queue) => ensureWithParked(known, queue, mode)))
    .catch((error: unknown) => {
      throw isRefusal(error) ? error : new Unavailable('SQS', { cause: error });
    })
    .finally(() => known.close());
  const all = mistakes.flat();
  if (all.length > 0) throw new Error(`The queues are not as they must be:\n${all.map((mistake) => `- ${mistake}`).join('\n')}`);
}

/** Whether SQS did answer, and that this host may not do it. */
function isRefusal(error: unknown): boolean {
  return error instanceof SQSServiceException && error.$fault === 'client';
}

async function ensureWithParked(known: Queues, queue: string, mode: 'create' | 'check'): Promise<string[]> {
  const parked = parkedQueue(queue);
  const { mistakes, arn } = await ensure(known, parked, kept(parked), mode);
  if (arn === undefined) return [...mistakes, ...(await ensure(known, queue, consumed(queue), 'check')).mistakes];
  const policy = { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: MAX_RECEIVE_COUNT }) };
  return [...mistakes, ...(await ensure(known, queue, { ...consumed(queue), ...policy }, mode)).mistakes];
}

async function ensure(known: Queues, queue: string, wanted: Attributes, mode: 'create' | 'check'): Promise<{ mistakes: string[]; arn?: string | undefined }> {
  const found = (await attributesOf(known, queue)) ?? (mode === 'create' ? await create(known.client, queue, wanted) : undefined);
  if (!found) return { mistakes: [`${queue} does not exist. Create it, or let the host create what is missing.`] };
  const mistakes = Object.entries(wanted)
    .filter(([name, value]) => matters.has(name) && !fits(name, found[name], value))
    .map(([name, value]) => `${queue} has ${name} ${found[name] ?? 'not set'}. Set it to ${value}.`);
  return { mistakes, arn: found['QueueArn'] };
}

async function create(client: SQSClient, queue: string, attributes: Attributes): Promise<Attributes> {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: queue, Attributes: attributes }));
  return read(client, QueueUrl!);
}

async function attributesOf(known: Queues, queue: string): Promise<Attributes | undefined> {
  try {
    return await read(known.client, await known.urlOf(queue));
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}

async function read(client: SQSClient, url: string): Promise<Attributes> {
  const { Attributes: attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
  return attributes ?? {};
}

/** What every queue is like. A group's throughput and its deduplication do not depend on those of other groups. */
function kept(queue: string): Attributes {
  return {
    MessageRetentionPeriod: seconds.retention,
    ...(isFifo(queue) ? { FifoQueue: 'true', DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' } : {}),
  };
}

function consumed(queue: string): Attributes {
  return { ...kept(queue), VisibilityTimeout: seconds.visibility, ReceiveMessageWaitTimeSeconds: seconds.longPoll };
}

/** The others are only defaults, which consumers override with each request. */
const matters = new Set(['MessageRetentionPeriod', 'FifoQueue', 'DeduplicationScope', 'FifoThroughputLimit', 'RedrivePolicy']);

function fits(name: string, found: string | undefined, wanted: string): boolean {
  if (found === undefined || name !== 'RedrivePolicy') return found === wanted;
  const [is, must] = [found, wanted].map((text) => JSON.parse(text) as { deadLetterTargetArn: string; maxReceiveCount: number | string });
  return is!.deadLetterTargetArn === must!.deadLetterTargetArn && Number(is!.maxReceiveCount) >= Number(must!.maxReceiveCount);
}
