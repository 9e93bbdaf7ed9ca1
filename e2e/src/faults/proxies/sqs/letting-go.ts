import { batch, type Verdict } from './batches.ts';
import type { Counter } from './counter.ts';
import { giveBack } from './disturbing.ts';
import { answerOf, isFifo, Refusal, type Answer, type Asked, type Entry } from './wire.ts';

type Named = Pick<Entry, 'ReceiptHandle' | 'VisibilityTimeout'>;

/** Deletes a message, if who asks still has it. */
export async function deleteOne(asked: Asked, counter: Counter): Promise<Answer> {
  const verdict = await beforeDeletion(asked.input, asked, counter);
  if (verdict === 'done') return answerOf({});
  return verdict ? verdict.answer : noted(await counter.upstream.pass(asked), () => deleted(asked.input, counter));
}

export function deleteBatch(asked: Asked, counter: Counter): Promise<Answer> {
  return batch(asked, counter, (entry) => beforeDeletion(entry, asked, counter), (entry) => deleted(entry, counter));
}

/** Keeps a message longer or gives it back, if who asks still has it. */
export async function changeVisibility(asked: Asked, counter: Counter): Promise<Answer> {
  const refusal = beforeChange(asked.input, counter);
  return refusal ? refusal.answer : noted(await counter.upstream.pass(asked), () => changed(asked.input, counter));
}

export function changeVisibilityBatch(asked: Asked, counter: Counter): Promise<Answer> {
  return batch(asked, counter, (entry) => beforeChange(entry, counter), (entry) => changed(entry, counter));
}

async function beforeDeletion({ ReceiptHandle }: Named, asked: Asked, counter: Counter): Promise<Verdict> {
  const { givenOut, faults } = counter;
  if (ReceiptHandle === undefined) return undefined;
  const refusal = givenOut.refusal(ReceiptHandle);
  if (refusal) return refusal;
  const given = givenOut.find(ReceiptHandle)!;
  if (given.deleted || !givenOut.isHeld(given) || !faults.strikes('redelivered')) return undefined;
  await giveBack({ ReceiptHandle }, asked, counter);
  givenOut.delete(given);
  return 'done';
}

function beforeChange({ ReceiptHandle }: Named, { givenOut }: Counter): Refusal | undefined {
  if (ReceiptHandle === undefined) return undefined;
  const refusal = givenOut.refusal(ReceiptHandle);
  if (refusal) return refusal;
  const given = givenOut.find(ReceiptHandle)!;
  const lost = !given.deleted && !givenOut.isHeld(given) && !isFifo(given.queue);
  return lost ? new Refusal('MessageNotInflight', 'The message is not in flight.') : undefined;
}

function noted(answer: Answer, note: () => void): Answer {
  if (answer.status === 200) note();
  return answer;
}

function deleted({ ReceiptHandle }: Named, { givenOut }: Counter): void {
  const given = givenOut.find(ReceiptHandle);
  if (given) givenOut.delete(given);
}

function changed({ ReceiptHandle, VisibilityTimeout = 0 }: Named, { givenOut }: Counter): void {
  const given = givenOut.find(ReceiptHandle);
  if (given) givenOut.keep(given, VisibilityTimeout);
}
