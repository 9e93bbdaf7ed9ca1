import { answered, recordsIn, withRecords } from '../altered-statements.ts';
import type { AlteredStatement, Defect } from '../defect.ts';

const record = { words: 'INSERT INTO orders.placed_order (' };

/** A step of an order as it is recorded. */
interface Entry {
  readonly place: number;
  readonly step: string;
  readonly status: string;
  readonly event?: object;
  readonly opens?: { readonly total?: number };
  readonly lines?: readonly { readonly unitPrice: number }[];
}

/** Leaves a step out, and says that it is recorded. */
function without(step: string): AlteredStatement {
  return {
    ...record,
    kind: 'statement',
    instead: async (asked, send) => {
      const entries = recordsIn<Entry>(asked.values[0]);
      const left = entries.filter((entry) => entry.step !== step);
      const { rows } = left.length > 0 ? await send({ ...asked, values: [JSON.stringify(left)] }) : { rows: [] };
      return answered([...rows, ...entries.filter((entry) => entry.step === step).map(({ place }) => ({ place }))]);
    },
  };
}

/** What the processing of orders may do wrong. */
export const orderDefects: readonly Defect[] = [
  {
    name: 'a step in the middle of an order is not recorded',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['accepted-is-kept', 'status-holds', 'honest-refusals'],
    alterations: [without('reserved')],
  },
  {
    name: 'the last step of an order is not recorded',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['accepted-is-kept'],
    alterations: [without('charged')],
  },
  {
    name: 'an order is confirmed and nobody is told of it',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['edge-agrees'],
    alterations: [
      withRecords<Entry>(record, (entry) => {
        const { event: _, ...silent } = entry;
        return entry.step === 'charged' ? silent : entry;
      }),
    ],
  },
  {
    name: 'an order costs one penny more than its lines',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['as-ordered', 'charged-once'],
    alterations: [withRecords<Entry>(record, (entry) => (entry.opens?.total === undefined ? entry : { ...entry, opens: { ...entry.opens, total: entry.opens.total + 1 } }))],
  },
  {
    name: 'a line of an order is recorded at another price',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['as-ordered'],
    alterations: [withRecords<Entry>(record, (entry) => (entry.lines ? { ...entry, lines: entry.lines.map((line) => ({ ...line, unitPrice: line.unitPrice + 1 })) } : entry))],
  },
  {
    name: 'an order that was paid is recorded as rejected',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['charged-once', 'edge-agrees'],
    alterations: [withRecords<Entry>(record, (entry) => (entry.step === 'charged' ? { ...entry, status: 'rejected' } : entry))],
  },
];
