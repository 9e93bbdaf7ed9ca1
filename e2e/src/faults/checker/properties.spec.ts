import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { check } from './check.ts';
import { anyRun } from './testing/any-run.ts';
import { rows, type Change, type Run } from './testing/run.ts';

const place = fc.nat({ max: 1_000 });
const runs = { numRuns: 200 };

/** Leaves one out of a list, or takes none; the place counts round and round. */
const nth = <T>(all: readonly T[], place: number) => all[place % all.length];
const broken = (run: Run, change: Change) => {
  const { history, witnesses } = change(run);
  const verdict = check(history, witnesses);
  return verdict.kind === 'invalid' ? verdict.violations.map(({ invariant }) => invariant) : [];
};

/** Says of any run that a change to one of its rows is found. */
function always<T>(choose: (run: Run) => readonly T[], change: (chosen: T) => Change, invariant: string): void {
  fc.assert(
    fc.property(anyRun, place, (run, which) => {
      const chosen = nth(choose(run), which);
      fc.pre(chosen !== undefined);
      expect(broken(run, change(chosen))).toContain(invariant);
    }),
    runs,
  );
}

describe('in any run of a shop that keeps its promises', () => {
  it('nothing is found', () => {
    fc.assert(
      fc.property(anyRun, ({ history, witnesses }) => {
        expect(check(history, witnesses)).toMatchObject({ kind: 'valid' });
      }),
      { numRuns: 500 },
    );
  });

  it('an acknowledged order without its row is found', () => {
    const acknowledged = ({ history }: Run) => history.events.flatMap((event) => (event.f === 'submit' && event.k === 'ok' ? [event.orderId] : []));
    always(acknowledged, (orderId) => rows('orders').without((row) => row.orderId === orderId), 'accepted-is-kept');
  });

  it('a charge that is there twice is found, under the same key or another', () => {
    const charges = ({ witnesses }: Run) => witnesses.ledger.filter((entry) => entry.kind === 'charge');
    always(charges, (charge) => rows('ledger').with(charge), 'charged-once');
    always(charges, (charge) => rows('ledger').with({ ...charge, key: `${charge.key}-again` }), 'charged-once');
  });

  it('a movement of stock that is missing is found', () => {
    always(({ witnesses }) => witnesses.movements, (movement) => rows('movements').without((other) => other === movement), 'stock-adds-up');
  });

  it('a SKU of which a piece more is there is found', () => {
    always(({ witnesses }) => witnesses.stock, (stock) => rows('stock').changed((other) => other === stock, { onHand: stock.onHand + 1 }), 'stock-adds-up');
  });

  it('a call that a lane left out is found', () => {
    const followed = ({ witnesses: { lanes } }: Run) => lanes.filter((entry) => entry.kind === 'applied' && lanes.some((other) => other.kind === 'applied' && other.lane === entry.lane && other.sequence > entry.sequence));
    always(followed, (applied) => rows('lanes').without((other) => other === applied), 'in-turn');
  });

  it('a call that was applied by another than the claimer is found', () => {
    always(({ witnesses }) => witnesses.lanes.filter(({ kind }) => kind === 'applied'), (applied) => rows('lanes').changed((other) => other === applied, { by: 'somebody else' }), 'fenced');
  });

  it('two orders of a customer that changed places, the later one asked for after the answer to the first, are found', () => {
    always(inSuccession, ([first, second]) => rows('lanes').changed(
      (entry) => entry.kind === 'applied' && (entry.messageId.endsWith(first) || entry.messageId.endsWith(second)) && entry.messageId.startsWith('orders.placeOrder'),
      (entry) => ({ messageId: `orders.placeOrder:${entry.kind === 'applied' && entry.messageId.endsWith(first) ? second : first}` }),
    ), 'in-real-time');
  });
});

/** Pairs of orders of one customer, of which the second was first asked for after the first was first told as accepted. */
function inSuccession({ history: { events } }: Run): [first: string, second: string][] {
  const asked = new Map<string, { readonly customer: string; readonly t: bigint; ok?: bigint; orderId?: string }>();
  const ops = new Map<string, string>();
  for (const event of events) {
    if (event.f !== 'submit') continue;
    const name = event.k === 'invoke' ? `${event.customer} ${event.key}` : ops.get(event.op)!;
    ops.set(event.op, name);
    if (event.k === 'invoke' && !asked.has(name)) asked.set(name, { customer: event.customer, t: event.t });
    if (event.k === 'ok') asked.set(name, { ok: event.t, orderId: event.orderId, ...asked.get(name)! });
  }
  const all = [...asked.values()];
  return all.flatMap((one) => all.filter((other) => other.customer === one.customer && one.ok !== undefined && other.orderId && one.ok < other.t).map((other): [string, string] => [one.orderId!, other.orderId!]));
}
