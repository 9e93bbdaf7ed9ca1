import { ShopRefusal, type AcceptedOrder, type NewOrder, type ShopApi, type ShownOrder } from '../shop/shop-api.ts';

/** A shop that confirms everything at one penny a piece, unless a test puts something else in its way. */
export class ShopInMemory implements ShopApi {
  /** What arrived, in its sequence, repeats included. */
  readonly arrived: NewOrder[] = [];
  /** Called before an order is taken; may wait or throw. */
  beforeTaking: (order: NewOrder) => void | Promise<void> = () => undefined;
  /** What is shown of an order. */
  show: (confirmed: ShownOrder) => ShownOrder = (confirmed) => confirmed;
  /** Gives an order its id. */
  idOf: (key: string) => string = (key) => `ord_${key.replaceAll(/[^A-Za-z0-9_-]/g, '').padStart(24, '0').slice(-24)}`;
  readonly #taken = new Map<string, NewOrder>();

  async placeOrder(order: NewOrder): Promise<AcceptedOrder> {
    this.arrived.push(order);
    await this.beforeTaking(order);
    const orderId = this.idOf(order.idempotencyKey);
    this.#taken.set(orderId, order);
    return { orderId, status: 'accepted', acceptedAt: '2026-01-01T00:00:00.000Z', receipt: `rcp_${orderId}` };
  }

  getOrder(orderId: string, receipt: string): Promise<ShownOrder> {
    const taken = this.#taken.get(orderId);
    if (!taken || receipt !== `rcp_${orderId}`) return Promise.reject(new ShopRefusal('answer 404 unknownOrder'));
    const lines = (taken.body.lines ?? []).map((line) => ({ ...line, name: 'Thing', unitPrice: 1 }));
    return Promise.resolve(
      this.show({
        orderId,
        status: 'confirmed',
        market: taken.body.market,
        acceptedAt: '2026-01-01T00:00:00.000Z',
        lines,
        total: { amount: lines.reduce((sum, { quantity }) => sum + quantity, 0), currency: 'GBP' },
        history: [],
        asOf: '2026-01-01T00:00:01.000Z',
        stale: false,
      }),
    );
  }
}
