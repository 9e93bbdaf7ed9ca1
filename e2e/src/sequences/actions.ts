import fc from 'fast-check';

/** Who acts: a guest, the sequence's own customer, or another customer. */
export type Actor = 'guest' | 'customer' | 'stranger';

/** Something a shopper does. Carts and orders are meant by their number within the sequence, whether there are so many or not. */
export type Action =
  | { readonly kind: 'search'; readonly market: string; readonly text: string }
  | { readonly kind: 'product'; readonly market: string; readonly sku: string }
  | { readonly kind: 'newCart'; readonly actor: Actor }
  | { readonly kind: 'putLine'; readonly actor: Actor; readonly cart: number; readonly sku: string; readonly quantity: number }
  | { readonly kind: 'removeLine'; readonly actor: Actor; readonly cart: number; readonly sku: string }
  | { readonly kind: 'seeCart'; readonly actor: Actor; readonly cart: number }
  | { readonly kind: 'order'; readonly actor: Actor; readonly key: number; readonly market: string; readonly payment: string; readonly email: string | null; readonly of: Ordered }
  | { readonly kind: 'look'; readonly actor: Actor; readonly order: number; readonly receipt: boolean }
  | { readonly kind: 'cancel'; readonly actor: Actor; readonly order: number; readonly receipt: boolean }
  | { readonly kind: 'list'; readonly actor: Actor; readonly limit: number };

/** What is ordered: lines, a cart, or both, which is a mistake. */
export type Ordered =
  | { readonly kind: 'lines'; readonly lines: readonly { readonly sku: string; readonly quantity: number }[] }
  | { readonly kind: 'cart'; readonly cart: number }
  | { readonly kind: 'both'; readonly cart: number };

const actor = fc.constantFrom<Actor>('guest', 'guest', 'customer', 'customer', 'stranger');
const market = fc.constantFrom('GB', 'GB', 'DE', 'JP', 'XX');
const sku = fc.constantFrom('MUG', 'LAMP', 'GIFT', 'PEN00', 'PEN29', 'SOLD-OUT', 'NO-SUCH');
const quantity = fc.constantFrom(1, 1, 2, 7, 99, 0, 100);
const number = fc.nat({ max: 2 });

const lines = fc.record({ kind: fc.constant('lines' as const), lines: fc.array(fc.record({ sku, quantity: fc.constantFrom(1, 2, 3) }), { minLength: 1, maxLength: 4 }) });
const cart = fc.record({ kind: fc.constantFrom('cart' as const, 'cart' as const, 'both' as const), cart: number });

const order = fc.record({
  kind: fc.constant('order' as const),
  actor,
  key: number,
  market: fc.constantFrom('GB', 'GB', 'GB', 'DE', 'JP'),
  payment: fc.constantFrom('tok_approved', 'tok_approved', 'tok_approved', 'tok_declined'),
  email: fc.constantFrom('one', 'one', 'two', 'not an address', null),
  of: fc.oneof({ weight: 3, arbitrary: lines }, { weight: 2, arbitrary: cart }),
});

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('search' as const), market, text: fc.constantFrom('mug', 'pen no. 1', '100%', 'ü', '') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('product' as const), market, sku }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('newCart' as const), actor }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('putLine' as const), actor, cart: number, sku, quantity }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('removeLine' as const), actor, cart: number, sku }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('seeCart' as const), actor, cart: number }) },
  { weight: 5, arbitrary: order },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('look' as const), actor, order: number, receipt: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), actor, order: number, receipt: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('list' as const), actor, limit: fc.constantFrom(1, 20) }) },
);

/** Sequences of shopper actions: the same ones for the same seed. */
export function sequencesOf(count: number, seed: number): Action[][] {
  return fc.sample(fc.array(action, { minLength: 3, maxLength: 9 }), { numRuns: count, seed });
}
