import type { CallError } from '@banyan/contracts/define';
import { refusal } from '@banyan/contracts/wire';

/** Why a call is not carried or not run. In each case its handler has not run. */
export const refusals = {
  answerWanted: (address: string) =>
    refusal('unknownOperation', address, `${address} is answered, and a queue brings no answer back. Route it to a target over HTTP.`),
  notAdmitted: (address: string, queue: string) =>
    refusal('forbidden', address, `${address} may not come by ${queue}; send it to the queue that admits it.`),
  notJson: (address: string) => refusal('contractViolation', address, `The message for ${address} is not JSON; send a sealed call.`),
  unknown: (address: string) => refusal('unknownOperation', address, `This host does not serve ${address}; send it to the queue of a host that does.`),
  newerContract: (address: string, served: string, written: string) =>
    refusal('unknownOperation', address, `This host serves ${address} by contract ${served}, the message was written by ${written}; bring the host to that release.`),
} as const;

/** A message that SQS would refuse for its length. */
export function tooLong(queue: string, bytes: number, limit: number): CallError {
  return refusal('contractViolation', queue, `A message for ${queue} has ${bytes} bytes, and SQS takes ${limit}; send less at a time.`);
}

/** What SQS said of one message of a batch. */
export function refusedBySqs(queue: string, code: string, message = 'no reason given'): CallError {
  return refusal('contractViolation', queue, `SQS refused a message for ${queue} with ${code}: ${message} Mend what it names.`);
}

/** Whether SQS wants to be asked more slowly. */
export function isThrottling(error: unknown): boolean {
  return error instanceof Error && /Throttl|TooManyRequests|OverLimit|SlowDown/.test(error.name);
}
