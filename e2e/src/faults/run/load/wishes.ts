import type { OrderLine } from '@banyan/contracts/values';
import { HOT, plenty, SCARCE, type Market } from '../goods.ts';
import type { Chance } from '../chance.ts';
import type { LoadShape } from './shape.ts';

/** An order that somebody wants, and what else is done about it. */
export interface Wish {
  /** Milliseconds after the beginning. */
  readonly at: number;
  readonly key: string;
  readonly market: Market;
  readonly lines: readonly OrderLine[];
  /** By which the payment provider knows what is to become of it. */
  readonly token: string;
  /** What is sent once more under the same key after an answer, if anything. */
  readonly repeats: 'nothing' | 'same' | 'another';
  /** Sends the receipt of the order before as `Order-After`. */
  readonly after: boolean;
  /** Wishes afterwards to cancel one of the orders so far. */
  readonly cancels: boolean;
  /** So many looks at orders so far. */
  readonly looks: number;
}

/** All that one session does. */
export interface Visit {
  readonly session: string;
  /** A guest's e-mail address. Some have two sessions at the same time. */
  readonly customer: string;
  readonly wishes: readonly Wish[];
}

/** Draws what everybody does in a run. */
export function drawVisits({ sessions, perSecond, hot, scarce }: LoadShape, { seconds, seed, chance }: { readonly seconds: number; readonly seed: number; readonly chance: Chance }): Visit[] {
  const customers = Math.max(1, sessions - 2);
  const visits = Array.from({ length: sessions }, (_, index) => ({ session: `s${index + 1}`, customer: `buyer-${(index % customers) + 1}.${seed}@example.org`, wishes: [] as Wish[] }));
  const count = Math.max(1, Math.round(perSecond * seconds));
  for (let n = 0; n < count; n++) {
    const isHot = chance.happens(hot);
    const visit = isHot ? visits[0]! : chance.oneOf(visits);
    visit.wishes.push(drawWish({ at: Math.round((n * 1_000) / perSecond), key: `${seed}-${visit.session}-order-${n}`.padEnd(16, '.'), chance, isHot, scarce }));
  }
  return visits;
}

function drawWish({ at, key, chance, isHot, scarce }: { readonly at: number; readonly key: string; readonly chance: Chance; readonly isHot: boolean; readonly scarce: number }): Wish {
  return {
    at,
    key,
    market: chance.happens(0.8) ? 'GB' : 'DE',
    lines: isHot ? [{ sku: HOT, quantity: 1 }] : drawLines(chance, scarce),
    token: drawToken(chance),
    repeats: chance.happens(0.15) ? 'same' : chance.happens(0.05) ? 'another' : 'nothing',
    after: chance.happens(0.5),
    cancels: chance.happens(0.1),
    looks: chance.whole(0, 2),
  };
}

function drawLines(chance: Chance, scarce: number): OrderLine[] {
  if (chance.happens(scarce)) return [{ sku: SCARCE.sku, quantity: 1 }];
  if (chance.happens(0.04)) return [{ sku: chance.oneOf(['GIFT', 'GONE', 'NEVER-SOLD']), quantity: 1 }];
  return chance
    .shuffled(plenty)
    .slice(0, chance.whole(1, 3))
    .map((sku) => ({ sku, quantity: chance.whole(1, 3) }));
}

function drawToken(chance: Chance): string {
  if (chance.happens(0.08)) return 'tok_declined';
  return chance.happens(0.02) ? chance.oneOf(['tok_slow', 'tok_timeout_after_charge']) : 'tok_approved';
}
