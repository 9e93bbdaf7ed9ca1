import { Duration } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { NamedQueue } from '../shop/queue-names.ts';

/** Times that SQS gives a message before it moves it to the parked queue; hosts refuse to start with another number that is lower. */
const MAX_RECEIVE_COUNT = 50;

/**
 * A queue with its parked queue beside it. Hosts look at them when they start (`QUEUES=check`) and refuse any that keeps messages for
 * another time, has no order within its groups or moves messages elsewhere.
 */
export class ParkingQueue extends Construct {
  readonly named: NamedQueue;
  readonly queue: Queue;
  readonly parked: Queue;

  constructor(scope: Construct, id: string, { named, key }: { readonly named: NamedQueue; readonly key: IKey }) {
    super(scope, id);
    this.named = named;
    const kept = keptAs(named, key);
    this.parked = new Queue(this, 'Parked', { ...kept, queueName: named.parkedName });
    this.queue = new Queue(this, 'Queue', {
      ...kept,
      queueName: named.name,
      visibilityTimeout: Duration.seconds(30),
      receiveMessageWaitTime: Duration.seconds(20),
      deadLetterQueue: { queue: this.parked, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    for (const queue of [this.queue, this.parked]) refuseUnencrypted(queue);
  }
}

function keptAs({ fifo }: NamedQueue, key: IKey): QueueProps {
  return {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    // The longest that SQS allows.
    retentionPeriod: Duration.days(14),
    ...(fifo ? { fifo: true, deduplicationScope: DeduplicationScope.MESSAGE_GROUP, fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID } : {}),
  };
}

function refuseUnencrypted(queue: Queue): void {
  queue.addToResourcePolicy(
    new PolicyStatement({ sid: 'TlsOnly', effect: Effect.DENY, principals: [new AnyPrincipal()], actions: ['sqs:*'], resources: [queue.queueArn], conditions: { Bool: { 'aws:SecureTransport': 'false' } } }),
  );
}
