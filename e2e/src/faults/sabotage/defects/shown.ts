import { setTimeout as pause } from 'node:timers/promises';
import { answered, every, recordsIn, rewriting, withRows } from '../altered-statements.ts';
import type { AlteredStatement, Defect, Harmless } from '../defect.ts';

const keep = { words: 'INSERT INTO checkout.order_state AS kept' };
const find = { words: 'ARRAY(SELECT n.accepted_at FROM checkout.not_executed n' };

interface Kept {
  readonly order_id: string;
  readonly status: string;
  readonly state: object | null;
}

/** Keeps the number of a change with what was true before it. */
function oneBehind(): Defect['alterations'] {
  const before = new Map<string, Kept>();
  return [
    {
      ...keep,
      kind: 'statement',
      instead: (asked, send) => {
        if (asked.values.length > 1) return send(asked);
        const late = recordsIn<Kept>(asked.values[0]).map((kept) => {
          const { status, state } = before.get(kept.order_id) ?? kept;
          before.set(kept.order_id, kept);
          return { ...kept, status, state };
        });
        return send({ ...asked, values: [JSON.stringify(late)] });
      },
    },
  ];
}

/** Remembers the last state that was shown, and shows it instead of the next one. */
function swapped(): Defect['alterations'] {
  let last: Kept | undefined;
  return [
    withRows(find, (rows) =>
      (rows as readonly Kept[]).map((row) => {
        const other = last;
        if (row.state) last = row;
        return row.state && other?.state ? { ...row, state: other.state } : row;
      }),
    ),
  ];
}

/** What a look at an order has brought is kept later than what its events tell; the look does not wait for it. */
const keptLate = (altered: AlteredStatement): AlteredStatement => ({
  ...altered,
  instead: async (asked, send) => {
    if (asked.values.length === 1) return altered.instead(asked, send);
    void pause(3_000).then(() => altered.instead(asked, send)).catch(() => undefined);
    return answered([]);
  },
});

const forgotten = every(3);

/** What the edge may do wrong with what it shows of orders. */
export const shownDefects: readonly Defect[] = [
  {
    name: 'the edge keeps an order as it was before the last change',
    fault: 'F41',
    shop: 'in-process',
    caughtBy: ['edge-agrees'],
    alterations: oneBehind(),
  },
  {
    name: 'an older change of an order overwrites a newer one',
    // A look shows what orders says, and mends what is kept: while orders answers.
    fault: 'F20',
    shop: 'by-http',
    seconds: 24,
    caughtBy: ['edge-agrees', 'status-holds'],
    alterations: [keptLate(rewriting(keep, ['WHERE kept.revision < excluded.revision', 'WHERE true']))],
  },
  {
    name: 'the edge shows what became of another order',
    fault: 'F60',
    shop: 'in-process',
    caughtBy: ['status-holds'],
    alterations: swapped(),
  },
  {
    name: 'the edge does not find each third order that it is asked for',
    fault: 'F60',
    shop: 'in-process',
    caughtBy: ['status-holds', 'honest-refusals'],
    alterations: [withRows(find, (rows) => (forgotten() ? [] : rows))],
  },
];

export const harmlessInWhatIsShown: readonly Harmless[] = [
  {
    name: 'an older change of an order is kept after a newer one',
    fault: 'F60',
    shop: 'in-process',
    because: 'a change is kept over an older one only',
    alterations: [keptLate({ ...keep, kind: 'statement', instead: (asked, send) => send(asked) })],
  },
];
