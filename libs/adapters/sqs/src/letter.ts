import type { Message } from '@aws-sdk/client-sqs';
import { isCallError, type CallError } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { openCall, QUEUED_SIGNATURE_LIFE, type OpenCall } from '@banyan/contracts/wire';
import { refusals } from './refusals.ts';

/** A message that was read. */
export interface Letter {
  readonly message: Message;
  /** Letters of one group are handled one after the other. */
  readonly group: string;
  /** The call in it, or why there is none that may be run. */
  readonly content: OpenCall | CallError;
}

/** By what a message is judged. */
export interface Reading {
  readonly queue: string;
  /** The destinations that may come by this queue. */
  readonly admits: readonly string[];
  readonly keys: KeyRing;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Reads a message; nothing that is in it makes this fail. */
export function readLetter(message: Message, reading: Reading): Letter {
  const group = message.Attributes?.MessageGroupId ?? message.MessageId ?? '';
  return { message, group, content: contentOf(message.Body ?? '', reading) };
}

function contentOf(body: string, { queue, admits, keys, now }: Reading): OpenCall | CallError {
  try {
    const call = openCall(keys, JSON.parse(body), { now: now(), life: QUEUED_SIGNATURE_LIFE });
    return admits.includes(call.destination) ? call : refusals.notAdmitted(call.destination, queue);
  } catch (error) {
    return isCallError(error) ? error : refusals.notJson(queue);
  }
}
