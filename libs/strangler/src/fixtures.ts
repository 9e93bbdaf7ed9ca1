import { contract, deferred, event, read, subscription, write, type CallContext } from '@banyan/contracts/define';
import { Type } from 'typebox';

const Line = Type.Object({ sku: Type.String(), quantity: Type.Integer() });
const shipped = event({
  payload: Type.Object({ orderId: Type.String() }),
  orderedBy: ({ orderId }) => orderId,
  idempotencyKey: ({ orderId }) => orderId,
});

/** A shop small enough for the core's own tests. */
export const stock = contract({
  name: 'stock',
  version: '1.0.0',
  operations: {
    count: read({
      input: Type.Object({ sku: Type.String() }),
      output: Type.Object({ sku: Type.String(), left: Type.Integer(), tags: Type.Optional(Type.Array(Type.String())) }),
      errors: { unknownSku: Type.Object({ sku: Type.String() }) },
      timeout: 1_000,
      stickyBy: ({ sku }) => sku,
    }),
    take: write({
      input: Type.Object({ lines: Type.Array(Line) }),
      output: Type.Object({ lines: Type.Array(Line) }),
      timeout: 1_000,
      callers: ['customer'],
    }),
    ship: deferred({
      input: Type.Object({ orderId: Type.String() }),
      orderedBy: ({ orderId }) => orderId,
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 1_000,
      earlier: { '0': (input) => ({ orderId: (input as { order: string }).order }) },
    }),
  },
  events: { shipped },
});

export const mail = contract({
  name: 'mail',
  version: '1.0.0',
  operations: { tellShipped: subscription(shipped, { timeout: 1_000 }) },
});

export const aContext: CallContext = {
  principal: { kind: 'customer', customerId: 'cus_1' },
  caller: 'test',
  deadline: 10_000,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  routeVersion: 1,
};
