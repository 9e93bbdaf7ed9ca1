import { randomUUID } from 'node:crypto';
import type { Message } from '@aws-sdk/client-sqs';
import type { Counter } from './counter.ts';
import { isFifo, type Asked } from './wire.ts';

/** What is left of messages that are being given out once the faults of receiving have struck. */
export async function disturb(messages: readonly Message[], asked: Asked, counter: Counter): Promise<Message[]> {
  const { faults } = counter;
  const left: Message[] = [];
  for (const message of messages) {
    if (isFifo(asked.input.QueueUrl) && faults.strikes('messagesReordered')) await putBehind(message, asked, counter);
    else if (faults.strikes('groupsReordered')) await giveBack(message, asked, counter);
    else {
      if (faults.strikes('overlapping')) await giveBack(message, asked, counter);
      left.push(message);
    }
  }
  return faults.isOn('groupsReordered') ? shuffled(left, () => faults.number('groupsReordered')) : left;
}

/** The queue gives it to the next who asks; whoever has it, has it no longer. */
export async function giveBack({ ReceiptHandle }: Message, asked: Asked, { upstream, givenOut }: Counter): Promise<void> {
  givenOut.keep(givenOut.find(ReceiptHandle)!, 0);
  // If it is refused, the queue has it back already.
  await upstream.ask(asked, 'ChangeMessageVisibility', { QueueUrl: asked.input.QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }).catch(() => undefined);
}

/** It is in the queue twice for a moment, and never not at all. */
async function putBehind(message: Message, asked: Asked, { upstream, givenOut }: Counter): Promise<void> {
  const { QueueUrl } = asked.input;
  const { Body, MessageAttributes, Attributes, ReceiptHandle } = message;
  const copy = { QueueUrl, MessageBody: Body, MessageAttributes, MessageGroupId: Attributes?.MessageGroupId, MessageDeduplicationId: randomUUID() };
  await upstream.ask(asked, 'SendMessage', copy);
  await upstream.ask(asked, 'DeleteMessage', { QueueUrl, ReceiptHandle });
  givenOut.delete(givenOut.find(ReceiptHandle)!);
}

/** One receive holds a group's messages in their order, which a shuffle of whole groups keeps. */
function shuffled(messages: readonly Message[], random: () => number): Message[] {
  const groups = [...Map.groupBy(messages, ({ Attributes, MessageId }) => Attributes?.MessageGroupId ?? MessageId).values()];
  for (let last = groups.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [groups[last], groups[other]] = [groups[other]!, groups[last]!];
  }
  return groups.flat();
}
