import { Controller, Inject } from '@nestjs/common';
import { checkout, type CheckoutApi } from '@banyan/contracts/checkout';
import { tokenOf } from '@banyan/contracts/define';
import { publicApi, type AnswerOf, type RequestTo } from '@banyan/contracts/public';
import { ReceiptInput } from '../input.ts';
import { Serves } from '../serves.ts';

const { placeOrder, getOrder, listOrders, cancelOrder } = publicApi;

/** Orders: accepted, looked at, cancelled. A receipt stands in for a session. */
@Controller()
export class OrdersController {
  readonly #checkout: CheckoutApi;

  constructor(@Inject(tokenOf(checkout)) api: CheckoutApi) {
    this.#checkout = api;
  }

  @Serves(placeOrder)
  place({ headers, body }: RequestTo<typeof placeOrder>): Promise<AnswerOf<typeof placeOrder>> {
    const after = headers['order-after'];
    return this.#checkout.acceptOrder({ idempotencyKey: headers['idempotency-key'], request: body, ...(after === undefined ? {} : { after }) });
  }

  @Serves(getOrder)
  get(
    { params }: RequestTo<typeof getOrder>,
    @ReceiptInput() receipt: string | undefined,
  ): Promise<AnswerOf<typeof getOrder>> {
    return this.#checkout.getOrder({ ...params, ...(receipt ? { receipt } : {}) });
  }

  @Serves(listOrders)
  list({ query }: RequestTo<typeof listOrders>): Promise<AnswerOf<typeof listOrders>> {
    return this.#checkout.listOrders(query);
  }

  @Serves(cancelOrder)
  cancel(
    { params }: RequestTo<typeof cancelOrder>,
    @ReceiptInput() receipt: string | undefined,
  ): Promise<AnswerOf<typeof cancelOrder>> {
    return this.#checkout.cancelOrder({ ...params, ...(receipt ? { receipt } : {}) });
  }
}
