import { publicApi } from '@banyan/contracts/public';
import { shopperCart } from './carts.ts';
import type { CookiePlace } from './cookies.ts';
import { keepCustomer } from './customer.ts';
import type { Shop } from './shop.ts';

/**
 * Opens a session and keeps it at the shopper's. A guest's basket goes along: its lines are put into one of the customer's.
 * @throws {ShopProblem} `wrongCredentials`
 */
export async function signIn(event: CookiePlace & { readonly locals: { readonly shop: Shop } }, { email, password }: { readonly email: string; readonly password: string }): Promise<void> {
  const { api } = event.locals.shop;
  const { token, expiresAt } = await api.ask(publicApi.openSession, { body: { email, password } });
  const customer = { token, expiresAt, email };
  const guest = shopperCart(api, event, undefined);
  const lines = (await guest.find().catch(() => undefined))?.lines ?? [];
  keepCustomer(event, customer);
  guest.leave();
  const cart = shopperCart(api, event, customer);
  for (const { sku, quantity } of lines) await cart.add(sku, quantity);
}
