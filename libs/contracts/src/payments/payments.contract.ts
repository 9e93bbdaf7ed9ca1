import { Type } from 'typebox';
import { contract, write, type ApiOf } from '../define/index.ts';
import { Money, OrderId } from '../values.ts';

/** Money from and back to buyers, through a payment provider. */
export const payments = contract({
  name: 'payments',
  description: 'Money from and back to buyers, through a payment provider.',
  version: '1.0.0',
  operations: {
    charge: write({
      description:
        'Charges an order once, however often it is asked. While the provider’s answer is unknown the call fails as `outcomeUnknown`: ask again, ' +
        'and the provider is asked for what became of it.',
      input: Type.Object({ orderId: OrderId, money: Money, token: Type.String({ minLength: 1, maxLength: 100 }) }),
      output: Type.Union([
        Type.Object({ outcome: Type.Literal('approved'), chargeId: Type.String() }),
        Type.Object({ outcome: Type.Literal('declined') }),
      ]),
      errors: { outcomeUnknown: Type.Object({ orderId: OrderId }) },
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 10_000,
      callers: ['customer', 'guest', 'module'],
    }),

    refund: write({
      description: 'Gives back what an order was charged; without effect if it was not, or has been given back.',
      input: Type.Object({ orderId: OrderId }),
      output: Type.Object({ outcome: Type.Union([Type.Literal('refunded'), Type.Literal('nothingCharged')]) }),
      errors: { outcomeUnknown: Type.Object({ orderId: OrderId }) },
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 10_000,
      callers: ['customer', 'guest', 'module'],
    }),

    checkCharge: write({
      description:
        'Asks the provider what became of a charge, and of its refund, and records it; for when the provider has said that something did. What is on ' +
        'record already is told without asking. A key that belongs to no order here is `unknown`, and so is a charge of which the provider knows nothing.',
      input: Type.Object({ chargeKey: Type.String({ minLength: 1, maxLength: 200 }) }),
      output: Type.Union([
        Type.Object({
          outcome: Type.Union([Type.Literal('approved'), Type.Literal('declined')]),
          orderId: OrderId,
          learned: Type.Boolean({ description: 'Whether something was recorded that was not on record before, so that who waits for it may go on.' }),
        }),
        Type.Object({ outcome: Type.Literal('unknown') }),
      ]),
      errors: { outcomeUnknown: Type.Object({ orderId: OrderId }) },
      idempotencyKey: ({ chargeKey }) => chargeKey,
      timeout: 5_000,
      callers: ['guest'],
    }),
  },
});
export type PaymentsApi = ApiOf<typeof payments>;
