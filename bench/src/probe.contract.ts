import { contract, read, type CallContext } from '@banyan/contracts/define';
import { Type, type Static } from 'typebox';

const Address = Type.Object({ name: Type.String(), line1: Type.String(), city: Type.String(), country: Type.String() });

/** A ten-field order, as the floors have it that this is compared with. */
const Order = Type.Object({
  orderId: Type.String(),
  buyer: Type.String(),
  market: Type.String(),
  acceptedAt: Type.String(),
  email: Type.Optional(Type.String()),
  express: Type.Boolean(),
  total: Type.Integer(),
  shipTo: Address,
  token: Type.String(),
  lines: Type.Array(Type.Object({ sku: Type.String(), quantity: Type.Integer(), price: Type.Integer() })),
});
export type ProbeOrder = Static<typeof Order>;

/** One operation that does nothing: what is measured is the way to it. */
export const probe = contract({
  name: 'probe',
  version: '1.0.0',
  operations: { echo: read({ input: Order, output: Type.Object({ ok: Type.Boolean() }), timeout: 10_000, stickyBy: ({ buyer }) => buyer }) },
});

export const order: ProbeOrder = {
  orderId: 'ord_1',
  buyer: 'cus_1234567890',
  market: 'GB',
  acceptedAt: '2026-01-01T00:00:00.000Z',
  email: 'a@example.org',
  express: false,
  total: 1_299,
  shipTo: { name: 'A', line1: 'B', city: 'C', country: 'GB' },
  token: 'tok',
  lines: [
    { sku: 'A', quantity: 1, price: 499 },
    { sku: 'B', quantity: 2, price: 400 },
  ],
};

export const context: CallContext = {
  principal: { kind: 'customer', customerId: 'cus_1234567890' },
  caller: 'bench',
  deadline: Number.MAX_SAFE_INTEGER,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  routeVersion: 1,
};
