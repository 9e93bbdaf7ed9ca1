import { setTimeout as pause } from 'node:timers/promises';
import type { PlannedOrder } from '../plan/plan.ts';
import type { ShopApi } from '../shop/shop-api.ts';
import { accept } from './accept.ts';
import { Gate } from './gate.ts';
import { newOrder } from './new-order.ts';
import type { Outcome } from './outcome.ts';
import { Patience } from './patience.ts';
import { untilFinal } from './until-final.ts';

/** Orders that are sent at the same time, and accepted ones that are looked after at the same time. */
const sentAtOnce = 16;
const watchedAtOnce = 8;

/** Connections that playing needs at most. */
export const connections = sentAtOnce + watchedAtOnce;

/** Hears of each order as it is accepted and as it ends. */
export interface PlayListener {
  accepted(): void;
  ended(): void;
}

export interface PlayNeeds {
  readonly shop: ShopApi;
  /** Sets the idempotency keys of this run apart from those of another. */
  readonly run: string;
  /** A session's token by customer. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Milliseconds without any order accepted or ended after which it gives up. */
  readonly patience: number;
  /** Orders that are sent in a second at most; as many as the shop takes where left out. */
  readonly rate?: number | undefined;
  readonly listener: PlayListener;
  /** Milliseconds that only rise. */
  readonly clock: () => number;
  /** Breaks it off. */
  readonly signal: AbortSignal;
}

/**
 * Plays orders in their sequence, several at a time, a customer's one after the other, and waits for each
 * accepted one until it ends or patience runs out. Gives an outcome for each order, in their sequence.
 * @throws the signal's reason if it was broken off
 */
export async function play(orders: Iterable<PlannedOrder>, { shop, run, tokens, rate = Infinity, listener, clock, ...needs }: PlayNeeds): Promise<Outcome[]> {
  const patience = new Patience(needs.patience);
  const signal = AbortSignal.any([needs.signal, patience.signal]);
  const [sending, watching] = [new Gate(sentAtOnce), new Gate(watchedAtOnce)];
  const lastOf = new Map<string, Promise<unknown>>();

  const playOne = async (order: PlannedOrder, accepting: ReturnType<typeof accept>): Promise<Outcome> => {
    const acceptance = await accepting;
    if ('refused' in acceptance) return { kind: 'refused', order, why: acceptance.refused };
    patience.renew();
    listener.accepted();
    const seen = await untilFinal(acceptance, { shop, watching, clock, signal });
    if ('lastWord' in seen) return { kind: 'open', order, acceptance, lastWord: seen.lastWord };
    patience.renew();
    listener.ended();
    return { kind: 'final', order, acceptance, shown: seen };
  };

  const outcomes: Promise<Outcome>[] = [];
  const began = clock();
  for (const order of orders) {
    const early = began + (outcomes.length * 1_000) / rate - clock();
    if (early > 0) await pause(early, undefined, { signal }).catch(() => undefined);
    const leave = await sending.enter();
    const { customer } = order;
    const before = customer === undefined ? undefined : lastOf.get(customer);
    const request = newOrder(order, run, customer === undefined ? undefined : tokens.get(customer));
    const accepting = Promise.resolve(before).then(() => accept(request, { shop, clock, signal }));
    const sent = accepting.finally(leave);
    if (customer !== undefined) lastOf.set(customer, sent);
    const outcome = playOne(order, sent);
    // A failure is thrown where all are waited for; until then nobody else must take it for unnoticed.
    outcome.catch(() => undefined);
    outcomes.push(outcome);
  }
  try {
    const settled = await Promise.all(outcomes);
    needs.signal.throwIfAborted();
    return settled;
  } finally {
    patience.end();
  }
}
