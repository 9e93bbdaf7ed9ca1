import { Type } from 'typebox';

/** A charge as the provider tells it over HTTP; other fields are left to it. */
export const ChargeAnswer = Type.Union([
  Type.Object({
    outcome: Type.Literal('approved'),
    chargeId: Type.String({ minLength: 1 }),
    refundId: Type.Optional(Type.String({ minLength: 1 })),
  }),
  Type.Object({ outcome: Type.Literal('declined') }),
]);
