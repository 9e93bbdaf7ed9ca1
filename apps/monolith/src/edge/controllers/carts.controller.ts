import { Controller, Inject } from '@nestjs/common';
import { checkout, type CheckoutApi } from '@banyan/contracts/checkout';
import { tokenOf } from '@banyan/contracts/define';
import { publicApi, type AnswerOf, type RequestTo } from '@banyan/contracts/public';
import { Serves } from '../serves.ts';

const { createCart, getCart, putCartLine, removeCartLine } = publicApi;

/** Carts, found by whoever may. */
@Controller()
export class CartsController {
  readonly #checkout: CheckoutApi;

  constructor(@Inject(tokenOf(checkout)) api: CheckoutApi) {
    this.#checkout = api;
  }

  @Serves(createCart)
  create(): Promise<AnswerOf<typeof createCart>> {
    return this.#checkout.createCart({});
  }

  @Serves(getCart)
  get({ params }: RequestTo<typeof getCart>): Promise<AnswerOf<typeof getCart>> {
    return this.#checkout.getCart(params);
  }

  @Serves(putCartLine)
  putLine({ params, body }: RequestTo<typeof putCartLine>): Promise<AnswerOf<typeof putCartLine>> {
    return this.#checkout.putCartLine({ ...params, quantity: body.quantity });
  }

  @Serves(removeCartLine)
  removeLine({ params }: RequestTo<typeof removeCartLine>): Promise<AnswerOf<typeof removeCartLine>> {
    return this.#checkout.removeCartLine(params);
  }
}
