import { Type, type Static } from 'typebox';

const Key = Type.String({ minLength: 1, maxLength: 200 });
const Amount = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Currency = Type.String({ pattern: '^[A-Z]{3}$' });

/** What a shop sends to charge somebody; the amount is in minor units of the currency. */
export const ChargeRequest = Type.Object(
  { key: Key, amount: Amount, currency: Currency, token: Type.String({ minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
);
export type ChargeRequest = Static<typeof ChargeRequest>;

/** What a shop sends to give a charge back. */
export const RefundRequest = Type.Object({ key: Key }, { additionalProperties: false });

const written = { key: Key, amount: Amount, currency: Currency, at: Type.String({ format: 'date-time' }) };

/** One line of the ledger. */
export const Entry = Type.Union([
  Type.Object({ kind: Type.Literal('charge'), ...written, outcome: Type.Literal('approved'), chargeId: Type.String() }),
  Type.Object({ kind: Type.Literal('charge'), ...written, outcome: Type.Literal('declined') }),
  Type.Object({ kind: Type.Literal('refund'), ...written, chargeKey: Key, refundId: Type.String() }),
]);
export type Entry = Static<typeof Entry>;
export type ChargeEntry = Extract<Entry, { kind: 'charge' }>;
export type RefundEntry = Extract<Entry, { kind: 'refund' }>;
