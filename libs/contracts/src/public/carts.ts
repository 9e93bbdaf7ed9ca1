import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { CartId, closed, OrderLine, Quantity, Sku } from './fields.ts';

const Cart = Type.Object({ cartId: CartId, lines: Type.Array(OrderLine) }, { title: 'Cart' });
const issuedIds = { cartId: 'cartNotFound' } as const;

export const createCart = endpoint({
  method: 'POST',
  path: '/carts',
  summary: 'Begins an empty cart: a customer’s is theirs alone, a guest’s belongs to whoever knows its id.',
  bearer: 'optional',
  answer: { status: 201, body: Cart, location: ({ cartId }) => `/carts/${cartId}` },
  // The id of the first one's empty cart is known to nobody.
  repeatable: true,
});

export const getCart = endpoint({
  method: 'GET',
  path: '/carts/{cartId}',
  summary: 'A cart with its lines.',
  bearer: 'optional',
  params: closed({ cartId: CartId }),
  issuedIds,
  answer: { status: 200, body: Cart },
  problems: ['cartNotFound'],
});

export const putCartLine = endpoint({
  method: 'PUT',
  path: '/carts/{cartId}/lines/{sku}',
  summary: 'Sets how many pieces of a product are in the cart.',
  bearer: 'optional',
  params: closed({ cartId: CartId, sku: Sku }),
  issuedIds,
  body: closed({ quantity: Quantity }, { title: 'CartLine' }),
  answer: { status: 200, body: Cart },
  problems: ['cartNotFound', 'cartFull'],
});

export const removeCartLine = endpoint({
  method: 'DELETE',
  path: '/carts/{cartId}/lines/{sku}',
  summary: 'Takes a product out of the cart; one that is not in it is no mistake.',
  bearer: 'optional',
  params: closed({ cartId: CartId, sku: Sku }),
  issuedIds,
  answer: { status: 200, body: Cart },
  problems: ['cartNotFound'],
});
