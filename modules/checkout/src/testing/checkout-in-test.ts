import { randomBytes } from 'node:crypto';
import type { OrderRequest } from '@banyan/contracts/checkout';
import type { CallContext, Principal } from '@banyan/contracts/define';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { checkoutApi, type CheckoutNeeds } from '../checkout.api.ts';
import { cartIdOf } from '../crypto/cart-id.ts';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { cancellationStoreIn } from '../stores/cancellation-store.ts';
import { cartStoreIn } from '../stores/cart-store.ts';
import { intakeStoreIn } from '../stores/intake-store.ts';
import { migrations } from '../stores/migrations/index.ts';
import { orderBookIn } from '../stores/order-book.ts';
import { OrdersInTest } from './orders-in-test.ts';

/** Checkout over a fresh PostgreSQL database, with an orders module that the test plays and a clock that it sets. */
export interface CheckoutInTest {
  readonly api: ReturnType<typeof checkoutApi>;
  readonly orders: OrdersInTest;
  readonly database: TestDatabase['database'];
  /** Milliseconds since the epoch. */
  readonly clock: { now: number };
  /** How often the relay was nudged. */
  readonly nudges: { count: number };
  /** What somebody should have looked at. */
  readonly alarms: string[];
  close(): Promise<void>;
}

/** A ring of keys that differ by their ids. */
export const keyRing = (...ids: readonly string[]) =>
  parseKeyRing('KEYS', ids.map((id) => `${id}:${Buffer.alloc(32, id).toString('base64url')}`).join(','));

/** Starts checkout over a database of its own. */
export async function checkoutInTest(): Promise<CheckoutInTest> {
  const { database, close } = await testDatabase('checkout', migrations, { poolSize: 20 });
  return { ...checkoutOver(database, 'k1'), close };
}

/** A further instance of checkout over the same database, with these keys. */
export function checkoutOver(database: TestDatabase['database'], ...keyIds: readonly string[]): Omit<CheckoutInTest, 'close'> {
  return checkoutWith(database, { keyIds });
}

/** A further instance of checkout over the same database, with a queue and more where the test wants it. */
export function checkoutWith(
  database: TestDatabase['database'],
  { keyIds = ['k1'], ...more }: { readonly keyIds?: readonly string[] } & Pick<CheckoutNeeds, 'queued' | 'journal'>,
): Omit<CheckoutInTest, 'close'> {
  const orders = new OrdersInTest();
  const clock = { now: Date.UTC(2026, 10, 23, 12) };
  const nudges = { count: 0 };
  const alarms: string[] = [];
  const keys = keyRing(...keyIds);
  const api = checkoutApi({
    carts: cartStoreIn(database),
    intakes: intakeStoreIn(database),
    book: orderBookIn(database),
    cancellations: cancellationStoreIn(database),
    orders,
    keys: { orderIds: keys, receipts: keys, buyers: keys },
    nudge: () => (nudges.count += 1),
    alarm: (what) => alarms.push(what),
    ...more,
    newCartId: () => cartIdOf(randomBytes(16)),
    now: () => new Date(clock.now),
    elapsed: () => clock.now,
  });
  return { api, orders, database, clock, nudges, alarms };
}

/** The context of a call that the principal makes. */
export function as(principal: Principal): CallContext {
  return { principal, caller: 'test', deadline: Number.MAX_SAFE_INTEGER, traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`, routeVersion: 1 };
}

/** The context of a guest's call. */
export const guest = as({ kind: 'guest' });
/** The context of a call by the customer of that name. */
export const customer = (name: string) => as({ kind: 'customer', customerId: `cus_${name.padEnd(8, '0')}` });

/** An order for two lamps, changed where the test says so. */
export function lamps(changes: Partial<OrderRequest> = {}): OrderRequest {
  return {
    ...(changes.cartId ? {} : { lines: [{ sku: 'LAMP', quantity: 2 }] }),
    market: 'GB',
    shipTo: { name: 'Ada', line1: '1 Row', city: 'London', postcode: 'N1 1AA', country: 'GB' },
    payment: { token: 'tok_approved' },
    ...changes,
  };
}

/** A new idempotency key. */
export const newKey = () => randomBytes(16).toString('hex');
