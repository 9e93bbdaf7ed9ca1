import { Controller, Inject, UseGuards } from '@nestjs/common';
import { isOperationError, tokenOf } from '@banyan/contracts/define';
import { orders, type OrdersApi } from '@banyan/contracts/orders';
import { payments, type PaymentsApi } from '@banyan/contracts/payments';
import { publicApi, type AnswerOf, type RequestTo } from '@banyan/contracts/public';
import { ProblemError } from '../problem/problem-error.ts';
import { Serves } from '../serves.ts';
import { SignedEvents } from '../signed-events.ts';

const { receivePaymentEvent } = publicApi;

/** What the payment provider tells of itself. It is taken as a hint: payments ask, and the order that waits goes on. */
@Controller()
@UseGuards(SignedEvents)
export class PaymentEventsController {
  readonly #payments: PaymentsApi;
  readonly #orders: OrdersApi;

  constructor(@Inject(tokenOf(payments)) paymentsApi: PaymentsApi, @Inject(tokenOf(orders)) ordersApi: OrdersApi) {
    this.#payments = paymentsApi;
    this.#orders = ordersApi;
  }

  /** Answers once the outcome is on record, so that the provider sends an event again of which nothing came. */
  @Serves(receivePaymentEvent)
  async receive({ body }: RequestTo<typeof receivePaymentEvent>): Promise<AnswerOf<typeof receivePaymentEvent>> {
    const charge = await this.#payments.checkCharge({ chargeKey: body.key }).catch(orComeBack);
    // An order that does not hear of it goes on as soon as its wait is over.
    if (charge.outcome !== 'unknown' && charge.learned) await this.#orders.resumeOrder({ orderId: charge.orderId }).catch(() => undefined);
    return { received: true };
  }
}

function orComeBack(error: unknown): never {
  throw isOperationError(error) && error.code === 'outcomeUnknown' ? new ProblemError('unavailable') : error;
}
