import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DeleteMessageBatchCommand } from '@aws-sdk/client-sqs';
import { withEntries, withoutEntries } from '../altered-commands.ts';
import { every } from '../altered-statements.ts';
import type { AlteredCommand, AlteredStatement, Defect, Harmless } from '../defect.ts';

const orders = 'banyan-orders.fifo';
const intake = 'banyan-checkout-intake.fifo';
const throughTheQueue = { INTAKE_QUEUE_PERCENT: '100' };

const deletedWhenReceived = (queue: string): AlteredCommand => ({
  kind: 'queue',
  command: 'ReceiveMessageCommand',
  queue,
  instead: async (asked, send) => {
    const answer = await send(asked);
    const Entries = (answer.Messages ?? []).map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    if (Entries.length > 0) await send(new DeleteMessageBatchCommand({ QueueUrl: asked.input.QueueUrl, Entries }));
    return answer;
  },
});

/** An order that comes after another takes longer to be recorded than those behind it. */
const slowLook: AlteredStatement = {
  kind: 'statement',
  words: 'SELECT FROM checkout.intake WHERE order_id = $1',
  instead: async (asked, send) => {
    await pause(400);
    return send(asked);
  },
};

/** What may be done wrong with queues. */
export const queueDefects: readonly Defect[] = [
  {
    name: 'orders go into the queue in groups of any name',
    fault: 'F41',
    shop: 'by-sqs',
    // What is sent from the fault on may change places with what else is, so there have to be orders before it.
    seconds: 20,
    settings: throughTheQueue,
    caughtBy: ['in-real-time'],
    alterations: [slowLook, withEntries({ command: 'SendMessageBatchCommand', queue: intake }, (entry) => ({ ...entry, MessageGroupId: randomUUID() }))],
  },
  {
    // The journal keeps them and sends them again, so that none is lost; others are recorded before them.
    name: 'the intake queue loses orders that it has taken',
    fault: 'F41',
    shop: 'by-sqs',
    seconds: 15,
    settings: throughTheQueue,
    caughtBy: ['in-real-time'],
    alterations: [withoutEntries({ command: 'SendMessageBatchCommand', queue: intake }, every(5))],
  },
];

export const harmlessInQueues: readonly Harmless[] = [
  {
    name: 'a call is deleted from its queue when it is received',
    fault: 'F05',
    because: 'the outbox keeps it until the inbox has it, and sends it again',
    alterations: [deletedWhenReceived(orders)],
  },
  {
    name: 'a queue loses calls that it has taken',
    fault: 'F41',
    shop: 'by-sqs',
    because: 'the outbox keeps them until the inbox has them, and sends them again',
    alterations: [withoutEntries({ command: 'SendMessageBatchCommand', queue: orders }, every(4))],
  },
  {
    name: 'a call has another name for the queue each time that it is sent',
    fault: 'F18',
    because: 'the inbox knows what it has by its number in the lane',
    alterations: [withEntries({ command: 'SendMessageBatchCommand', queue: orders }, (entry) => ({ ...entry, MessageDeduplicationId: randomUUID() }))],
  },
  {
    name: 'an order is deleted from the intake queue when it is received',
    fault: 'F02',
    because: 'the journal keeps it until it is recorded, and sends it again',
    alterations: [deletedWhenReceived(intake)],
  },
];
