import { dropCookie, keepCookie, type CookiePlace } from './cookies.ts';

/** Who is signed in. The token never leaves the server. */
export interface Customer {
  readonly token: string;
  readonly email: string;
  readonly expiresAt: string;
}

const name = 'session';

/** Whoever has signed in here, as long as the session lasts. */
export function customerOf({ cookies }: CookiePlace, now: Date): Customer | undefined {
  const found = parsed(cookies.get(name));
  return found && new Date(found.expiresAt) > now ? found : undefined;
}

export function keepCustomer(place: CookiePlace, customer: Customer): void {
  keepCookie(place, name, JSON.stringify(customer));
}

export function forgetCustomer(place: CookiePlace): void {
  dropCookie(place, name);
}

function parsed(text: string | undefined): Customer | undefined {
  try {
    const value = JSON.parse(text ?? '') as Partial<Customer> | null;
    const { token, email, expiresAt } = value ?? {};
    return typeof token === 'string' && typeof email === 'string' && typeof expiresAt === 'string' ? { token, email, expiresAt } : undefined;
  } catch {
    return undefined;
  }
}
