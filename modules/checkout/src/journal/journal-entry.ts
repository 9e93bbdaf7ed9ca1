import { Type } from 'typebox';
import { UnrecordedOrder } from '@banyan/contracts/checkout';
import { codecOf, DeferredCall } from '@banyan/contracts/define';
import type { OutboxMessage } from '@banyan/outbox';
import type { JournalKey } from '../ports/intake-journal.ts';

/** An order in the journal: the call that has it recorded. */
export interface JournalEntry {
  readonly order: JournalKey;
  readonly call: OutboxMessage;
}

const callCodec = codecOf(Type.Omit(DeferredCall, ['sequence']));
const orderCodec = codecOf(UnrecordedOrder);

/** The file's name without a folder; it holds the two by which one request is told from all others. */
export function fileNameOf({ orderId, requestHash }: JournalKey): string {
  return `${orderId}.${requestHash}.json`;
}

/** The entry that a file's text stands for; null if it stands for none. */
export function entryFrom(text: string): JournalEntry | null {
  try {
    const call: unknown = JSON.parse(text);
    if (!callCodec.check(call)) return null;
    const order: unknown = JSON.parse(call.body);
    return orderCodec.check(order) ? { order, call } : null;
  } catch {
    return null;
  }
}
