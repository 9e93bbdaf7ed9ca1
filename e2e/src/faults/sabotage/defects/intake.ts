import type { Statement } from '../../from-outside/statements.ts';
import { answeredFirst, every, recordsIn, rewriting, withRecords, withRows, withValues } from '../altered-statements.ts';
import type { Defect } from '../defect.ts';

const intake = { words: 'INSERT INTO checkout.intake (' };
const earlier = { words: 'request_hash AS "requestHash", answer FROM checkout.intake' };
const cancellation = { words: 'INSERT INTO checkout.cancellation (' };

/** An order as intake hands it to the database. */
interface Taken {
  readonly place: number;
  readonly order_id: string;
  readonly request_key: string;
  readonly buyer: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly message?: Message;
}

interface Message {
  readonly lane: string;
  /** JSON. */
  readonly body: string;
}

interface Call {
  readonly lines: readonly unknown[];
  readonly shipTo: object;
}

const changedCall = (message: Message, change: (call: Call) => object): Message => ({ ...message, body: JSON.stringify(change(JSON.parse(message.body) as Call)) });
const inMessage = (change: (message: Message) => Message) => withRecords<Taken>(intake, (taken) => ({ ...taken, ...(taken.message ? { message: change(taken.message) } : {}) }));
const places = ({ values }: Statement) => recordsIn<Taken>(values[0]).map(({ place }) => ({ place }));

/** Every fifth order that comes for the first time. */
function refused(): Defect['alterations'] {
  const [keys, seen, isChosen] = [new Set<unknown>(), new Set<string>(), every(5)];
  return [
    withRows(intake, (rows, { values }) => {
      const fresh = recordsIn<Taken>(values[0]).filter(({ request_key: key }) => !seen.has(key) && seen.add(key));
      const chosen = fresh.filter(() => isChosen());
      for (const { request_key: key } of chosen) keys.add(key);
      return rows.filter((row) => !chosen.some(({ place }) => place === (row as Taken).place));
    }),
    withRows(earlier, (rows, { values }) => (keys.has(values[0]) ? rows.map((row) => ({ ...row, requestHash: 'of another' })) : rows)),
  ];
}

function renamedRepeats(): Defect['alterations'] {
  const seen = new Set<string>();
  return [
    withRecords<Taken>(intake, (taken) => {
      if (!seen.has(taken.order_id)) {
        seen.add(taken.order_id);
        return taken;
      }
      const id = `${taken.order_id.slice(0, -4)}${String(1_000 + seen.size)}`;
      seen.add(id);
      return { ...(JSON.parse(JSON.stringify(taken).replaceAll(taken.order_id, id)) as Taken), request_key: `${taken.request_key} ${id}` };
    }),
  ];
}

/** Cancels the order that the customer placed last, whichever is meant. */
function anotherCancelled(): Defect['alterations'] {
  const ofBuyer = new Map<string, string[]>();
  return [
    withRecords<Taken>(intake, (taken) => {
      ofBuyer.set(taken.buyer, [...(ofBuyer.get(taken.buyer) ?? []), taken.order_id]);
      return taken;
    }),
    withValues(cancellation, ([orderId, at, message]) => {
      if (typeof message !== 'string' || typeof orderId !== 'string') return [orderId, at, message];
      const another = [...ofBuyer.values()].find((ids) => ids.includes(orderId))?.findLast((id) => id !== orderId);
      return [orderId, at, another === undefined ? message : message.replaceAll(orderId, another)];
    }),
  ];
}

const lostMessage = every(3);
const otherLane = every(2);

/** What intake may do wrong. */
export const intakeDefects: readonly Defect[] = [
  {
    name: 'an order is accepted before it is written down',
    fault: 'F06',
    shop: 'by-http',
    caughtBy: ['accepted-is-kept'],
    alterations: [answeredFirst(intake, places, 400)],
  },
  {
    name: 'a repeated request is taken for a new one',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['one-key-one-order'],
    alterations: renamedRepeats(),
  },
  {
    name: 'another body under a key is carried out as well',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['one-key-one-order'],
    alterations: [
      rewriting(intake, [
        'ON CONFLICT DO NOTHING\n    RETURNING order_id',
        'ON CONFLICT (request_key) DO UPDATE SET request_hash = excluded.request_hash WHERE intake.request_hash <> excluded.request_hash\n    RETURNING order_id',
      ]),
    ],
  },
  {
    name: 'an order that was taken is refused',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['honest-refusals', 'one-key-one-order'],
    alterations: refused(),
  },
  {
    name: 'intake writes down one piece more than was ordered',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['as-ordered'],
    alterations: [withRecords<Taken>(intake, (taken) => ({ ...taken, lines: taken.lines.map(({ sku, quantity }) => ({ sku, quantity: quantity + 1 })) }))],
  },
  {
    name: 'an order is carried out without its last line',
    fault: 'F60',
    shop: 'in-process',
    caughtBy: ['as-ordered'],
    alterations: [inMessage((message) => changedCall(message, (call) => ({ ...call, lines: call.lines.length > 1 ? call.lines.slice(0, -1) : call.lines })))],
  },
  {
    name: 'an order goes to another address',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['nothing-unasked'],
    alterations: [inMessage((message) => changedCall(message, (call) => ({ ...call, shipTo: { ...call.shipTo, line2: 'elsewhere' } })))],
  },
  {
    name: 'an order is written down without the message that has it carried out',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['accepted-is-kept'],
    alterations: [
      withRecords<Taken>(intake, (taken) => {
        const { message, ...row } = taken;
        return message && lostMessage() ? row : taken;
      }),
    ],
  },
  {
    name: 'half of the orders of a customer go into another lane',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['in-turn', 'in-real-time'],
    alterations: [inMessage((message) => (otherLane() ? { ...message, lane: `${message.lane}-2` } : message))],
  },
  {
    name: 'a cancellation is accepted and nobody is told of it',
    fault: 'F60',
    shop: 'in-process',
    caughtBy: ['accepted-is-kept'],
    alterations: [withValues(cancellation, ([orderId, at]) => [orderId, at, null])],
  },
  {
    name: 'another order of the customer is cancelled than the one that was to be',
    fault: 'F60',
    shop: 'in-process',
    caughtBy: ['nothing-unasked'],
    alterations: anotherCancelled(),
  },
];
