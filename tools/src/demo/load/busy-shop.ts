import { setTimeout as pause } from 'node:timers/promises';
import type { AcceptedOrder, ShopApi } from '../../replay/shop/shop-api.ts';
import type { RequestTally } from './request-tally.ts';

/** Orders that shoppers still come back to look at. */
const remembered = 1_000;

/** A shop through which orders go at a steady pace, each request counted. */
export class BusyShop implements ShopApi {
  readonly #shop: ShopApi;
  readonly #tally: RequestTally;
  readonly #clock: () => number;
  readonly #between: number;
  #next = -Infinity;
  #accepted = 0;
  readonly #recent: AcceptedOrder[] = [];

  /** @param given.perSecond orders that are placed at most */
  constructor(given: { readonly shop: ShopApi; readonly tally: RequestTally; readonly clock: () => number; readonly perSecond: number }) {
    this.#shop = given.shop;
    this.#tally = given.tally;
    this.#clock = given.clock;
    this.#between = 1_000 / given.perSecond;
  }

  async placeOrder(order: Parameters<ShopApi['placeOrder']>[0]): ReturnType<ShopApi['placeOrder']> {
    const turn = Math.max(this.#clock(), this.#next);
    this.#next = turn + this.#between;
    await pause(Math.max(0, turn - this.#clock()));
    const accepted = await this.#tally.count(() => this.#shop.placeOrder(order));
    this.#recent[this.#accepted % remembered] = accepted;
    this.#accepted += 1;
    return accepted;
  }

  getOrder(orderId: string, receipt: string): ReturnType<ShopApi['getOrder']> {
    return this.#tally.count(() => this.#shop.getOrder(orderId, receipt));
  }

  /** A shopper comes back to one of the last orders, if there are any. @param chance from 0 up to 1 */
  async lookBack(chance: number): Promise<void> {
    const order = this.#recent[Math.floor(chance * this.#recent.length)];
    if (order) await this.getOrder(order.orderId, order.receipt);
  }
}
