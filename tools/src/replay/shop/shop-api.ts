import type { AnswerOf, publicApi, RequestTo } from '@banyan/contracts/public';

export type AcceptedOrder = AnswerOf<typeof publicApi.placeOrder>;
/** An order as the shop shows it. */
export type ShownOrder = AnswerOf<typeof publicApi.getOrder>;

/** A request to place an order. */
export interface NewOrder {
  /** The same key with the same body names the same order, however often it is sent. */
  readonly idempotencyKey: string;
  /** The customer's session; a guest has none. */
  readonly token?: string;
  readonly body: RequestTo<typeof publicApi.placeOrder>['body'];
}

/** What a replay asks of a shop. Each call fails with {@link ShopAway} or {@link ShopRefusal}. */
export interface ShopApi {
  placeOrder(order: NewOrder): Promise<AcceptedOrder>;
  /** @param receipt of the order */
  getOrder(orderId: string, receipt: string): Promise<ShownOrder>;
}

/** The shop did not answer, or could not just now: the same request may be sent again. */
export class ShopAway extends Error {
  override readonly name = 'ShopAway';
  /** Milliseconds to wait first, if the shop said so. */
  readonly retryAfter: number | undefined;

  constructor(message: string, options: { readonly retryAfter?: number | undefined; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.retryAfter = options.retryAfter;
  }
}

/** The shop answered, and sending the same again would change nothing. */
export class ShopRefusal extends Error {
  override readonly name = 'ShopRefusal';
}
