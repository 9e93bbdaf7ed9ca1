import type { OrderLine } from '@banyan/contracts/values';

/** By whom a cart is asked for: a customer's id, or null for a guest. */
export type CartVisitor = string | null;

/** Where carts are kept. A customer's cart is there for that customer only, a guest's for everybody. */
export interface CartStore {
  create(cart: { readonly cartId: string; readonly owner: CartVisitor; readonly createdAt: Date }): Promise<void>;
  /** The cart's lines; null if there is no such cart for this visitor. */
  find(cartId: string, visitor: CartVisitor): Promise<OrderLine[] | null>;
  /** Replaces the cart's lines, one change at a time, and gives them; null if there is no such cart for this visitor. */
  change(cartId: string, visitor: CartVisitor, change: (lines: OrderLine[]) => OrderLine[]): Promise<OrderLine[] | null>;
}
