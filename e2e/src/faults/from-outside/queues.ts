import { SQSClient } from '@aws-sdk/client-sqs';

/** What the commands to SQS that a host knows are made of, as far as anybody here looks into them. */
export interface QueueInput {
  readonly QueueUrl?: string | undefined;
  readonly Entries?: readonly QueueEntry[] | undefined;
}

/** A message to be sent, or to be deleted. */
export interface QueueEntry {
  readonly Id?: string | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
}

/** A command to SQS, made by its class. */
export interface QueueCommand {
  readonly input: QueueInput;
}

/** What came of one. */
export interface QueueAnswer {
  readonly Messages?: readonly { readonly ReceiptHandle?: string | undefined }[];
  readonly Successful?: readonly { readonly Id?: string }[];
}

/** Sends a command to SQS. */
export type SendCommand = (command: QueueCommand) => Promise<QueueAnswer>;

type Send = (this: SQSClient, command: QueueCommand, ...more: unknown[]) => Promise<QueueAnswer>;

/** Puts itself around every command that a host sends to SQS from now on: what it resolves with is what the host hears. */
export function aroundQueues(around: (command: QueueCommand, send: SendCommand) => Promise<QueueAnswer>): void {
  const send = Reflect.get(SQSClient.prototype, 'send') as Send;
  const instead: Send = function (command, ...more) {
    return around(command, (sent) => send.call(this, sent, ...more));
  };
  Object.assign(SQSClient.prototype, { send: instead });
}

/** The name of a command: `ReceiveMessageCommand`. */
export function commandName(command: QueueCommand): string {
  return command.constructor.name;
}

/** The name of the queue that a command is for; empty if it is for none. */
export function queueName({ input: { QueueUrl = '' } }: QueueCommand): string {
  return QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
}
