import { contract, read, write } from '@banyan/contracts/define';
import { Type } from 'typebox';

const Lines = Type.Array(Type.Object({ sku: Type.String(), quantity: Type.Integer({ minimum: 1 }) }));
const Order = Type.Object({
  number: Type.String(),
  customerId: Type.String(),
  lines: Lines,
  total: Type.Integer(),
  note: Type.Union([Type.String(), Type.Null()]),
  status: Type.Union([Type.Literal('placed'), Type.Literal('cancelled')]),
});
const errors = { notFound: Type.Object({}), conflict: Type.Object({}) };

/** What OrdersService promises its callers, wherever it runs. */
export const ordersContract = contract({
  name: 'orders',
  version: '1.0.0',
  operations: {
    place: write({
      input: Type.Union([Type.Tuple([Type.String(), Lines]), Type.Tuple([Type.String(), Lines, Type.String()])]),
      output: Order,
      errors,
      timeout: 2_000,
    }),
    find: read({ input: Type.String(), output: Order, errors, timeout: 2_000 }),
    list: read({ input: Type.String(), output: Type.Array(Order), timeout: 2_000 }),
    cancel: write({ input: Type.String(), output: Type.Null(), errors, timeout: 2_000 }),
  },
});
