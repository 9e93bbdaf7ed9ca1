import type { Database } from '@banyan/adapter-postgres';
import type { OrderLine } from '@banyan/contracts/values';
import type { CartStore } from '../ports/cart-store.ts';

interface CartRow {
  lines: OrderLine[];
}

const createCart = 'INSERT INTO checkout.cart (cart_id, owner, lines, created_at) VALUES ($1, $2, $3, $4)';
const findCart = 'SELECT lines FROM checkout.cart WHERE cart_id = $1 AND (owner IS NULL OR owner = $2)';
const lockCart = `${findCart} FOR UPDATE`;
const replaceLines = 'UPDATE checkout.cart SET lines = $2 WHERE cart_id = $1';

/** Carts in PostgreSQL: a row each. */
export function cartStoreIn(database: Database): CartStore {
  return {
    async create({ cartId, owner, createdAt }) {
      await database.query(createCart, [cartId, owner, '[]', createdAt]);
    },

    async find(cartId, visitor) {
      const [cart] = await database.query<CartRow>(findCart, [cartId, visitor]);
      return cart?.lines ?? null;
    },

    change(cartId, visitor, change) {
      return database.transaction(async (tx) => {
        const [cart] = await tx.query<CartRow>(lockCart, [cartId, visitor]);
        if (!cart) return null;
        const lines = change(cart.lines);
        await tx.query(replaceLines, [cartId, JSON.stringify(lines)]);
        return lines;
      });
    },
  };
}
