import { dropCookie, keepCookie, type CookiePlace } from './cookies.ts';

/** What a shopper's browser keeps of an order: its receipt goes only to the pages of that order. */
export interface PlacedOrder {
  readonly orderId: string;
  readonly receipt: string;
  /** The cart that was ordered: no cart is ordered twice. */
  readonly cartId: string;
}

const days = 90;
const receipt = 'receipt';
const latest = 'placed';
const most = 8;

const pathOf = (orderId: string) => `/orders/${orderId}`;

/** Keeps the receipt, and which order came of the cart. */
export function keepPlaced(place: CookiePlace, { orderId, receipt: text, cartId }: PlacedOrder): void {
  keepCookie(place, receipt, text, { path: pathOf(orderId), days });
  const others = placedCarts(place).filter((one) => one.orderId !== orderId);
  keepCookie(place, latest, [`${cartId}:${orderId}`, ...others.map((one) => `${one.cartId}:${one.orderId}`)].slice(0, most).join(' '), { days });
}

/** The receipt of the order whose page is asked for. */
export function receiptHere({ cookies }: CookiePlace): string | undefined {
  return cookies.get(receipt);
}

/** The last orders placed in this browser, newest first, with the carts that they came of. */
export function placedCarts({ cookies }: CookiePlace): { readonly cartId: string; readonly orderId: string }[] {
  return (cookies.get(latest) ?? '').split(' ').flatMap((text) => {
    const [cartId, orderId] = text.split(':');
    return cartId && orderId ? [{ cartId, orderId }] : [];
  });
}

/** Forgets which orders were placed here. */
export function forgetPlaced(place: CookiePlace): void {
  dropCookie(place, latest);
}
