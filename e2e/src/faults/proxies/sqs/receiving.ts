import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { Counter } from './counter.ts';
import { disturb } from './disturbing.ts';
import { answerOf, isFifo, Refusal, type Answer, type Asked, type Received } from './wire.ts';

/** Milliseconds between two looks whether a queue gives out messages again. */
const AGAIN = 50;
const LONGEST_NAME = 128;

/** Gives out messages as SQS does: no more than it may, and the same ones again to who repeats an attempt. */
export async function receive(asked: Asked, counter: Counter, over: AbortSignal): Promise<Answer> {
  const { QueueUrl: queue = '', ReceiveRequestAttemptId: attempt } = asked.input;
  if (attempt === undefined || !isFifo(queue)) return receiveAnew(asked, counter, over);
  if (attempt.length > LONGEST_NAME) return new Refusal('InvalidParameterValue', `Value ${attempt} for parameter ReceiveRequestAttemptId is invalid. Reason: at most ${LONGEST_NAME} characters.`).answer;

  let refused: Answer | undefined;
  const anew = async (): Promise<Received> => {
    // Its answer is kept for who repeats it, so it goes on when nobody waits.
    const answer = await receiveAnew(asked, counter);
    if (answer.status !== 200) refused = answer;
    return answer.status === 200 ? (JSON.parse(answer.text) as Received) : {};
  };
  const { received, repeated } = await counter.attempts.once(queue, attempt, anew);
  if (repeated) await keepLonger(received.Messages ?? [], asked, counter);
  return refused ?? answerOf(received);
}

async function receiveAnew(asked: Asked, counter: Counter, over?: AbortSignal): Promise<Answer> {
  const { QueueUrl: queue = '', MaxNumberOfMessages: most = 1 } = asked.input;
  const room = await roomFor(asked, counter, over);
  if (room instanceof Refusal) return room.answer;
  if (room <= 0) return answerOf({});
  const more = counter.faults.isOn('messagesReordered') ? { MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] } : {};
  const limited = most > room && most <= 10 ? { MaxNumberOfMessages: room } : {};
  const answer = await counter.upstream.pass({ ...asked, text: textWith(asked, { ...more, ...limited }) }, over);
  if (answer.status !== 200) return answer;
  const { Messages = [] } = JSON.parse(answer.text) as Received;
  if (Messages.length === 0) return answer;
  counter.givenOut.give(queue, Messages, await visibility(asked, counter));
  const left = await disturb(Messages, asked, counter);
  return answerOf(left.length === 0 ? {} : { Messages: left });
}

function textWith({ text }: Asked, changes: object): string {
  return Object.keys(changes).length === 0 ? text : JSON.stringify({ ...(JSON.parse(text) as object), ...changes });
}

/** Waits as long as the request may until a queue that has given out all it may gets some back; only one without order says what is wrong. */
async function roomFor({ input: { QueueUrl: queue = '', WaitTimeSeconds: wait = 0 } }: Asked, { givenOut, inFlightLimit }: Counter, over?: AbortSignal): Promise<number | Refusal> {
  let room = givenOut.room(queue, inFlightLimit);
  if (room <= 0 && wait === 0 && !isFifo(queue)) return new Refusal('OverLimit', `Too many messages in flight in queue ${queue}.`);
  for (let left = wait * 1_000; room <= 0 && left > 0 && !over?.aborted; left -= AGAIN) {
    await pause(AGAIN);
    room = givenOut.room(queue, inFlightLimit);
  }
  return room;
}

/** Seconds for which messages are given out: as asked for, else as the queue has it. */
async function visibility(asked: Asked, { upstream }: Counter): Promise<number> {
  const { QueueUrl, VisibilityTimeout } = asked.input;
  if (VisibilityTimeout !== undefined) return VisibilityTimeout;
  const { Attributes } = await upstream.ask<{ Attributes?: Record<string, string> }>(asked, 'GetQueueAttributes', { QueueUrl, AttributeNames: ['VisibilityTimeout'] });
  return Number(Attributes?.['VisibilityTimeout'] ?? 30);
}

async function keepLonger(messages: readonly Message[], asked: Asked, counter: Counter): Promise<void> {
  const { QueueUrl } = asked.input;
  const VisibilityTimeout = await visibility(asked, counter);
  for (const { ReceiptHandle } of messages) {
    await counter.upstream.ask(asked, 'ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout });
    counter.givenOut.keep(counter.givenOut.find(ReceiptHandle)!, VisibilityTimeout);
  }
}
