import { batch } from './batches.ts';
import type { Counter } from './counter.ts';
import { Refusal, type Answer, type Asked, type Entry } from './wire.ts';

const LONGEST_NAME = 128;
const named = ['MessageGroupId', 'MessageDeduplicationId'] as const;

/** Sends a message whose names SQS takes. */
export async function sendOne(asked: Asked, { upstream }: Counter): Promise<Answer> {
  return refusal(asked.input)?.answer ?? upstream.pass(asked);
}

export function sendBatch(asked: Asked, counter: Counter): Promise<Answer> {
  return batch(asked, counter, refusal);
}

function refusal(message: Pick<Entry, (typeof named)[number]>): Refusal | undefined {
  const long = named.find((name) => (message[name]?.length ?? 0) > LONGEST_NAME);
  return long && new Refusal('InvalidParameterValue', `Value ${message[long]} for parameter ${long} is invalid. Reason: ${long} can only include alphanumeric and punctuation characters. 1 to ${LONGEST_NAME} in length.`);
}
