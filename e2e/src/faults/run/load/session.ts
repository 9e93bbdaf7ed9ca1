import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { OrderStatus } from '@banyan/contracts/orders';
import { cancel, contentOf, markOf, status, submit, type Recorder } from '../../history/index.ts';
import type { Chance } from '../chance.ts';
import { plenty, totalOf } from '../goods.ts';
import type { Client, Reply } from './client.ts';
import { disappointmentOf } from './outcome.ts';
import type { Visit, Wish } from './wishes.ts';

/** An order that the shopper was told is accepted. */
interface Mine {
  readonly orderId: string;
  readonly receipt: string;
}

/** How often a shopper sends an order whose fate is unknown once more, and the milliseconds in between. */
const retries = 8;
const patience = 1_000;

/** A shopper at work, and the record of all that it saw. */
export class Session {
  readonly #visit: Visit;
  readonly #client: Client;
  readonly #recorder: Recorder;
  readonly #chance: Chance;
  readonly #freshTries: number;
  readonly #mine: Mine[] = [];
  #attempts = 0;

  /** @param given.freshTries how often a stale answer is asked for again once all is done */
  constructor({ visit, client, recorder, chance, freshTries }: { readonly visit: Visit; readonly client: Client; readonly recorder: Recorder; readonly chance: Chance; readonly freshTries: number }) {
    this.#visit = visit;
    this.#client = client;
    this.#recorder = recorder;
    this.#chance = chance;
    this.#freshTries = freshTries;
  }

  /** Different orders sent so far. */
  get attempts(): number {
    return this.#attempts;
  }

  /** Does everything it came for, one thing after the other, each when its time has come or as soon as it can. It leaves early if the signal says so. */
  async play(signal: AbortSignal): Promise<void> {
    const start = performance.now();
    for (const wish of this.#visit.wishes) {
      const early = start + wish.at - performance.now();
      if (early > 0) await pause(early, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      this.#attempts += 1;
      await this.#order(wish);
      for (let look = 0; look < wish.looks && this.#mine.length > 0; look++) await this.#look(this.#chance.oneOf(this.#mine));
      if (wish.cancels && this.#mine.length > 0) await this.#cancel(this.#chance.oneOf(this.#mine));
    }
  }

  /** Looks at any of its orders, if it has one. */
  async lookAtOne(): Promise<void> {
    if (this.#mine.length > 0) await this.#look(this.#chance.oneOf(this.#mine));
  }

  /** Looks once more at each order. A shop that says that it can only repeat what it knew is asked again for a while before that counts. */
  async lookAtAll(): Promise<void> {
    for (const mine of this.#mine) {
      for (let left = this.#freshTries; left > 0 && (await this.#isStale(mine)); left--) await pause(patience);
      await this.#look(mine);
    }
  }

  async #order(wish: Wish): Promise<void> {
    const before = wish.after ? this.#mine.at(-1) : undefined;
    let reply = await this.#submit(wish, before);
    for (let retry = 0; retry < retries && isOpen(reply); retry++) {
      await pause(patience * (0.5 + this.#chance.share()));
      reply = await this.#submit(wish, before);
    }
    const mine = acceptedIn(reply);
    if (mine) this.#mine.push(mine);
    if (wish.repeats === 'same') await this.#submit(wish, before);
    if (wish.repeats === 'another') await this.#submit({ ...wish, lines: [{ sku: plenty[0]!, quantity: 99 }] }, before);
  }

  async #submit({ key, market, lines, token }: Wish, before: Mine | undefined): Promise<Reply> {
    const { session, customer } = this.#visit;
    const shipTo = { name: 'Ada Example', line1: '1 Example Street', line2: markOf({ customer, key }), city: 'London', postcode: 'N1 1AA', country: 'GB' };
    const body = JSON.stringify({ lines, market, email: customer, shipTo, payment: { token } });
    const total = totalOf(market, lines);
    const begun = this.#recorder.begin(submit, {
      session,
      customer,
      key,
      hash: createHash('sha256').update(body).digest('base64url'),
      content: contentOf(market, lines),
      ...(total ? { total } : {}),
      ...(before ? { after: before.orderId } : {}),
    });
    const reply = await this.#client.ask({ method: 'POST', path: '/orders', headers: { 'idempotency-key': key, ...(before ? { 'order-after': before.receipt } : {}) }, body });
    const accepted = acceptedIn(reply);
    if (accepted) begun.ok({ http: 202, orderId: accepted.orderId });
    else disappointed(begun, reply);
    return reply;
  }

  #get({ orderId, receipt }: Mine): Promise<Reply> {
    return this.#client.ask({ method: 'GET', path: `/orders/${orderId}`, headers: { authorization: `Bearer ${receipt}` } });
  }

  async #isStale(mine: Mine): Promise<boolean> {
    const reply = await this.#get(mine);
    return reply.kind === 'unanswered' || reply.http === 503 || reply.body['stale'] === true;
  }

  async #look(mine: Mine): Promise<void> {
    const begun = this.#recorder.begin(status, { session: this.#visit.session, orderId: mine.orderId });
    const reply = await this.#get(mine);
    const { http, body } = reply.kind === 'answered' ? reply : { http: 0, body: {} as Readonly<Record<string, unknown>> };
    if (http !== 200) return disappointed(begun, reply);
    begun.ok({
      http,
      status: body['status'] as OrderStatus,
      history: (body['history'] as readonly { readonly status: OrderStatus }[]).map((entry) => entry.status),
      stale: body['stale'] === true,
      byReceipt: body['market'] === undefined && body['lines'] === undefined,
    });
  }

  async #cancel({ orderId, receipt }: Mine): Promise<void> {
    const { session, customer } = this.#visit;
    const begun = this.#recorder.begin(cancel, { session, customer, orderId });
    const reply = await this.#client.ask({ method: 'POST', path: `/orders/${orderId}/cancellation`, headers: { authorization: `Bearer ${receipt}` } });
    if (reply.kind === 'answered' && reply.http === 202) begun.ok({ http: 202 });
    else disappointed(begun, reply);
  }
}

function acceptedIn(reply: Reply): Mine | undefined {
  if (reply.kind === 'unanswered' || reply.http !== 202) return undefined;
  const { orderId, receipt } = reply.body;
  return typeof orderId === 'string' && typeof receipt === 'string' ? { orderId, receipt } : undefined;
}

const isOpen = (reply: Reply) => acceptedIn(reply) === undefined && disappointmentOf(reply).word === 'info';

function disappointed(begun: { readonly fail: (problem: ReturnType<typeof disappointmentOf>['problem']) => void; readonly info: (problem: ReturnType<typeof disappointmentOf>['problem']) => void }, reply: Reply): void {
  const { word, problem } = disappointmentOf(reply);
  begun[word](problem);
}
