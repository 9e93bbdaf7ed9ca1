import type { SendStatement, Statement } from '../../from-outside/statements.ts';
import { withoutEntries } from '../altered-commands.ts';
import { every, recordsIn, rewriting, withRecords } from '../altered-statements.ts';
import type { Defect } from '../defect.ts';

const claim = { words: 'claimed.lane AS claimed_lane, claimed.epoch, claimed.sent' };
const settle = { words: 'claim.epoch = delivery.epoch ORDER BY lane FOR UPDATE OF claim' };
const receive = { words: 'upto + row_number() OVER (PARTITION BY lane ORDER BY sequence) AS expected' };

interface Entry {
  readonly lane: string | null;
  readonly sequence: number;
}

interface Delivery {
  readonly then: string;
  readonly sequence?: number;
}

/** Reads entries and deletes them by that. */
async function forgetting(asked: Statement, send: SendStatement) {
  const outcome = await send(asked);
  const read = (outcome.rows as readonly Entry[]).filter(({ lane }) => lane !== null);
  const schema = /FROM (\w+)\.outbox_claim/.exec(asked.text)![1]!;
  if (read.length > 0) {
    await send({
      text: `DELETE FROM ${schema}.outbox_entry WHERE (lane, sequence) IN (SELECT * FROM unnest($1::text[], $2::bigint[]))`,
      values: [read.map(({ lane }) => lane), read.map(({ sequence }) => sequence)],
    });
  }
  return outcome;
}

const skipping = every(6);

/** What outboxes and their relays may do wrong. */
export const outboxDefects: readonly Defect[] = [
  {
    name: 'an outbox forgets an entry as it is read, before an inbox has it',
    fault: 'F20',
    shop: 'by-http',
    caughtBy: ['accepted-is-kept'],
    alterations: [{ ...claim, kind: 'statement', instead: forgetting }],
  },
  {
    name: 'an outbox is read past an entry that was not committed yet',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['accepted-is-kept', 'edge-agrees'],
    alterations: [withRecords<Delivery>(settle, (delivery) => (delivery.sequence !== undefined && skipping() ? { ...delivery, sequence: delivery.sequence + 1 } : delivery))],
  },
  {
    name: 'two calls of a lane are given one number',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['accepted-is-kept', 'edge-agrees'],
    alterations: [
      {
        ...receive,
        kind: 'statement',
        instead: (asked, send) => {
          const calls = recordsIn<Entry>(asked.values[0]).map((call) => (call.sequence % 3 === 0 ? { ...call, sequence: call.sequence - 1 } : call));
          return send({ ...asked, values: [JSON.stringify(calls), ...asked.values.slice(1)] });
        },
      },
    ],
  },
  {
    name: 'an outbox believes a queue that forgets',
    fault: 'F41',
    shop: 'by-sqs',
    caughtBy: ['accepted-is-kept'],
    alterations: [
      rewriting(settle, ['SELECT min(coalesce((held.acknowledged ->> inbox_lane)::bigint, 0)) FROM unnest(held.awaits) AS inbox_lane', 'SELECT NULL::bigint']),
      withoutEntries({ command: 'SendMessageBatchCommand', queue: 'banyan-orders.fifo' }, every(4)),
    ],
  },
];
