import type { AcceptedOrder, OrderRequest, OrderView } from '@banyan/contracts/checkout';
import type { Principal } from '@banyan/contracts/define';
import type { OrderLine } from '@banyan/contracts/values';
import { cancel, contentOf, demandOf, markOf, status, submit } from '../../history/index.ts';
import type { Chance } from '../chance.ts';
import { declinedToken } from '../shop/provider.ts';
import type { Shop } from '../shop/shop.ts';
import { prices } from './setting.ts';
import type { Shoppers } from './shoppers.ts';

/** An order that the buyer was told is accepted. */
export interface Placed {
  readonly orderId: string;
  readonly receipt: string;
}

interface Wish {
  readonly key: string;
  readonly lines: readonly OrderLine[];
  readonly token: string;
  readonly after?: Placed;
}

type Pause = (milliseconds: number) => Promise<void>;

/** Somebody who orders again and again, repeats what was not answered, looks, and cancels. */
export class Buyer {
  readonly #name: string;
  readonly #principal: Principal;
  readonly #email: string | undefined;
  readonly #shop: Shop;
  readonly #shoppers: Shoppers;
  readonly #chance: Chance;
  readonly #pause: Pause;
  readonly placed: Placed[] = [];

  constructor(number: number, { shop, shoppers, chance }: { readonly shop: Shop; readonly shoppers: Shoppers; readonly chance: Chance }) {
    const isGuest = chance.hits(0.3);
    this.#name = isGuest ? `buyer-${number}@example.org` : `cus_buyer-${chance.whole(1_000, 9_999)}-${number}`;
    this.#principal = isGuest ? { kind: 'guest' } : { kind: 'customer', customerId: this.#name };
    this.#email = isGuest ? this.#name : undefined;
    this.#shop = shop;
    this.#shoppers = shoppers;
    this.#chance = chance;
    this.#pause = (milliseconds) => new Promise((resolve) => void shoppers.process.later(milliseconds, resolve));
  }

  /** Orders so many times. */
  async shop(times: number, withinMs: number): Promise<void> {
    const chance = this.#chance;
    const eachMs = withinMs / times;
    await this.#pause(chance.between(0, eachMs));
    for (let number = 1; number <= times; number++) {
      await this.#buy(number);
      if (chance.hits(0.35)) await this.#look(chance.pick([...this.placed, undefined]));
      if (chance.hits(0.3)) await this.#cancelOne();
      await this.#pause(chance.hits(0.4) ? 0 : chance.between(0, eachMs));
    }
    await this.#look(this.placed.at(-1));
  }

  /** Orders once more, and cancels something, now that nothing is broken any longer. */
  async shopAfterwards(): Promise<void> {
    await this.#send({ key: 'key-afterwards..', lines: [{ sku: 'MUG', quantity: 1 }], token: 'tok_approved' });
    for (let attempt = 0; attempt < 20 && !(await this.#cancelOne()); attempt++) await this.#pause(1_000);
  }

  /** Looks at all of the orders that were accepted. */
  async lookAtAll(): Promise<void> {
    for (const placed of this.placed) await this.#look(placed, 'last');
  }

  async #buy(number: number): Promise<void> {
    const chance = this.#chance;
    const before = this.placed.at(-1);
    const wish: Wish = {
      key: `key-${number}`.padEnd(16, '.'),
      lines: Array.from({ length: chance.whole(1, 2) }, () => ({ sku: chance.hits(0.03) ? 'UNKNOWN' : chance.pick(['MUG', 'MUG', 'PEN', 'LAMP']), quantity: chance.whole(1, 3) })),
      token: chance.hits(0.12) ? declinedToken : 'tok_approved',
      ...(before && chance.hits(0.25) ? { after: before } : {}),
    };
    if (chance.hits(0.1)) void this.#send(wish);
    let taken = await this.#send(wish);
    for (let attempt = 0; !taken && attempt < 3 && chance.hits(0.85); attempt++) {
      await this.#pause(chance.hits(0.3) ? 0 : chance.between(0, 3_000));
      taken = await this.#send(wish);
    }
    if (taken && chance.hits(0.1)) await this.#send(wish);
    if (taken && chance.hits(0.05)) await this.#send({ ...wish, lines: [{ sku: 'PEN', quantity: 9 }] });
  }

  /** @returns whether the order was accepted */
  async #send({ key, lines, token, after }: Wish): Promise<boolean> {
    const customer = this.#name;
    const mark = markOf({ customer, key });
    const request: OrderRequest = {
      lines: [...lines],
      market: 'GB',
      ...(this.#email === undefined ? {} : { email: this.#email }),
      shipTo: { name: 'Ada', line1: '1 Row', line2: mark, city: 'London', postcode: 'N1 1AA', country: 'GB' },
      payment: { token },
    };
    const total = totalOf(lines);
    const told = this.#shop.notebook.begin('shoppers', submit, {
      session: customer, customer, key, hash: JSON.stringify(lines), content: contentOf('GB', lines),
      ...(total === undefined ? {} : { total: { amount: total, currency: 'GBP' } }),
      ...(after ? { after: after.orderId } : {}),
    });
    const answer = await this.#shoppers.ask('acceptOrder', { idempotencyKey: key, request, ...(after ? { after: after.receipt } : {}) }, this.#principal);
    if (answer.kind === 'refused') told.fail(answer.problem);
    else if (answer.kind === 'unknown') told.info(answer.problem);
    else {
      const { orderId, receipt } = answer.value as AcceptedOrder;
      told.ok({ http: 202, orderId });
      if (!this.placed.some((placed) => placed.orderId === orderId)) this.placed.push({ orderId, receipt });
      return true;
    }
    return answer.kind === 'refused';
  }

  /** @returns what was seen, if anything was */
  async #look(placed: Placed | undefined, session = this.#name): Promise<OrderView | undefined> {
    if (!placed) return undefined;
    const { orderId, receipt } = placed;
    const told = this.#shop.notebook.begin('shoppers', status, { session, orderId });
    const answer = await this.#shoppers.ask('getOrder', { orderId, receipt }, this.#principal);
    if (answer.kind === 'refused') told.fail(answer.problem);
    if (answer.kind === 'unknown') told.info(answer.problem);
    if (answer.kind !== 'answered') return undefined;
    const view = answer.value as OrderView;
    told.ok({ http: 200, status: view.status, history: view.history.map((entry) => entry.status), stale: view.stale, byReceipt: view.market === undefined });
    return view;
  }

  /** A cancellation never waits in the intake queue: it is sent once all that was ordered is seen to be recorded. @returns whether it was accepted */
  async #cancelOne(): Promise<boolean> {
    const placed = this.placed.length > 0 ? this.#chance.pick(this.placed) : undefined;
    if (!placed || !(await this.#allRecorded())) return false;
    const { orderId, receipt } = placed;
    for (let attempt = 0; attempt < 3; attempt++) {
      const told = this.#shop.notebook.begin('shoppers', cancel, { session: this.#name, customer: this.#name, orderId });
      const answer = await this.#shoppers.ask('cancelOrder', { orderId, receipt }, this.#principal);
      if (answer.kind === 'answered') {
        told.ok({ http: 202 });
        return true;
      }
      if (answer.kind === 'refused') told.fail(answer.problem);
      else told.info(answer.problem);
      await this.#pause(this.#chance.between(0, 2_000));
    }
    return false;
  }

  async #allRecorded(): Promise<boolean> {
    for (const placed of this.#shop.setting.intakeQueue ? this.placed : []) {
      const view = await this.#look(placed);
      if (!view || view.market === undefined) return false;
    }
    return true;
  }
}

/** What the lines cost at the prices that the shopper sees; undefined if the shop does not know them all. */
function totalOf(lines: readonly OrderLine[]): number | undefined {
  let total = 0;
  for (const { sku, quantity } of demandOf(lines)) {
    const price = prices[sku];
    if (price === undefined) return undefined;
    total += price * quantity;
  }
  return total;
}
