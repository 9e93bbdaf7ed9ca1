import { demandOf, type EventOf, type stock } from '../../history/index.ts';
import type { Facts } from '../facts/facts.ts';
import { eventsOf, isDone, mayBeDone } from '../facts/operations.ts';
import { TallyByTime } from '../facts/tally-by-time.ts';
import type { Breach, Invariant } from '../invariant.ts';

type Level = EventOf<typeof stock, 'ok'>['levels'][number];

/** Stock adds up at every instant, not just at the end. */
export const stockAsSeen: Invariant = {
  name: 'stock-as-seen',
  promise: 'Whenever stock is counted, on hand + held = initial, at least what shoppers saw confirmed is sold, and at most what they asked for.',
  *breaches(facts) {
    const initial = new Map(facts.witnesses.stock.map(({ sku, initial }) => [sku, initial]));
    const [asked, seen] = [askedOf(facts), seenSold(facts)];
    for (const count of facts.counts) {
      if (!isDone(count)) continue;
      for (const level of count.end.levels) {
        const least = seen.before(count.invoke.t, level.sku);
        const most = asked?.before(count.end.t, level.sku) ?? Infinity;
        for (const what of wrongs(level, { initial: initial.get(level.sku), least, most })) yield { what, events: eventsOf(count), rows: [{ level }] };
      }
    }
  },
};

function* wrongs({ sku, onHand, held }: Level, { initial, least, most }: { readonly initial: number | undefined; readonly least: number; readonly most: number }): Generator<Breach['what']> {
  if (initial === undefined) return yield `${sku} was counted, and no row of stock is there for it.`;
  const sold = initial - onHand;
  if (onHand < 0) yield `${onHand} ${sku} were on hand.`;
  if (sold !== held) yield `${onHand} ${sku} were on hand of ${initial}, while orders held ${held}.`;
  if (sold < least) yield `${sold} ${sku} were sold, while shoppers had seen ${least} confirmed.`;
  if (sold > most) yield `${sold} ${sku} were sold, while shoppers had asked for ${most} at most.`;
}

/** What was asked for; undefined if some orders were recorded without their lines. */
function askedOf({ requests }: Facts): TallyByTime | undefined {
  const tally = new TallyByTime();
  for (const { attempts } of requests) {
    const bodies = new Set<string>();
    for (const { invoke } of attempts) {
      if (bodies.has(invoke.hash)) continue;
      bodies.add(invoke.hash);
      if (!('lines' in invoke.content)) return undefined;
      for (const { sku, quantity } of invoke.content.lines) tally.note(invoke.t, sku, quantity);
    }
  }
  return tally;
}

/** What was sold for good as far as shoppers saw: confirmed, and never to be cancelled. */
function seenSold({ looks, cancels, order }: Facts): TallyByTime {
  const tally = new TallyByTime();
  const left = new Set(cancels.filter((cancel) => mayBeDone(cancel)).map(({ invoke }) => invoke.orderId));
  for (const look of looks) {
    if (!isDone(look) || look.end.status !== 'confirmed' || left.has(look.invoke.orderId)) continue;
    left.add(look.invoke.orderId);
    for (const { sku, quantity } of demandOf(order.get(look.invoke.orderId)?.lines ?? [])) tally.note(look.end.t, sku, quantity);
  }
  return tally;
}
