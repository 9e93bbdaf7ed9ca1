import type { Order } from './server/order-view.ts';

export type Status = Order['status'];

/** How an order stands, in the shopper's words. */
export interface StatusWords {
  readonly title: string;
  readonly text: string;
  readonly tone: 'waiting' | 'good' | 'bad' | 'quiet';
}

const words: Readonly<Record<Status, StatusWords>> = {
  accepted: { title: 'We have your order', text: 'It is safe with us. Stock and payment come next.', tone: 'waiting' },
  processing: { title: 'We are on it', text: 'Your things are set aside while the payment goes through.', tone: 'waiting' },
  confirmed: { title: 'Confirmed', text: 'Paid, packed for you, and soon on its way.', tone: 'good' },
  rejected: { title: 'This order came to nothing', text: 'Nothing was charged.', tone: 'bad' },
  cancelled: { title: 'Cancelled', text: 'As you wished. Whatever was paid goes back to you.', tone: 'quiet' },
};

const reasons: Readonly<Record<NonNullable<Order['reason']>, string>> = {
  unknownSku: 'One of the products is no longer in our catalogue. Nothing was charged.',
  notSoldInMarket: 'One of the products is not sold in your market. Nothing was charged.',
  outOfStock: 'Somebody was quicker: there was not enough in stock for all of it. Nothing was charged.',
  paymentDeclined: 'The payment was declined, so nothing was charged. Another card may do.',
  unknownCart: 'The basket of this order was not found. Nothing was charged.',
  emptyCart: 'The basket of this order was empty. Nothing was charged.',
};

/** The words for an order. */
export function statusWords({ status, reason }: Pick<Order, 'status' | 'reason'>): StatusWords {
  return reason === undefined ? words[status] : { ...words[status], text: reasons[reason] };
}

const labels: Readonly<Record<Status, string>> = { accepted: 'Received', processing: 'In progress', confirmed: 'Confirmed', rejected: 'Not possible', cancelled: 'Cancelled' };

/** The status in a word or two, as it stands in a list. */
export function statusLabel(status: Status): string {
  return labels[status];
}

/** Whether the shop will do no more to the order by itself; after a wish to cancel, a confirmed one may change once more. */
export function isSettled({ status, stale }: Pick<Order, 'status' | 'stale'>, cancelling: boolean): boolean {
  if (status === 'confirmed') return !cancelling && !stale;
  return status === 'rejected' || status === 'cancelled';
}

/** Whether the shop has yet to say what becomes of the order. */
export function isUnderWay({ status }: Pick<Order, 'status'>): boolean {
  return status === 'accepted' || status === 'processing';
}
