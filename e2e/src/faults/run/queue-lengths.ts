import type { Leftover } from '../checker/index.ts';

/** The emulator takes any credentials. */
const headers = { 'content-type': 'application/x-amz-json-1.0', authorization: 'AWS4-HMAC-SHA256 Credential=emulator/20260101/eu-west-1/sqs/aws4_request' };

const lengths = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'] as const;

/** How many messages are in each queue of an emulator, waiting or in flight. */
export async function queueLengths(url: string): Promise<Leftover[]> {
  const { QueueUrls = [] } = await ask<{ readonly QueueUrls?: readonly string[] }>(url, 'ListQueues', {});
  return Promise.all(
    QueueUrls.map(async (QueueUrl) => {
      const { Attributes } = await ask<{ readonly Attributes: Readonly<Record<string, string>> }>(url, 'GetQueueAttributes', { QueueUrl, AttributeNames: lengths });
      return { where: QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1), count: lengths.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0) };
    }),
  );
}

async function ask<T>(url: string, action: string, input: object): Promise<T> {
  const answer = await fetch(url, { method: 'POST', headers: { ...headers, 'x-amz-target': `AmazonSQS.${action}` }, body: JSON.stringify(input), signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error(`SQS answered ${action} with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
