import { setTimeout as pause } from 'node:timers/promises';
import type { Method, Sent } from '../shopper.ts';
import { shipTo } from '../stories/orders.ts';
import type { Action, Actor } from './actions.ts';
import type { Answer, Client } from './client.ts';

/** One action and everything that was answered to it. */
export interface Step {
  readonly action: Action;
  readonly answers: readonly Answer[];
}

/** Whose sessions a sequence uses; nobody else's sequence does. */
export interface Sessions {
  readonly customer: string;
  readonly stranger: string;
}

interface Placed {
  readonly orderId: string;
  readonly receipt: string;
}

const finals = new Set(['confirmed', 'rejected', 'cancelled']);
const noCart = 'crt_AAAAAAAAAAAAAAAAAAAAAA';
const noOrder: Placed = { orderId: 'ord_k1AAAAAAAAAAAAAAAAAAAAAA', receipt: 'rcp_k1.ord_k1AAAAAAAAAAAAAAAAAAAAAA.abc123.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };

/**
 * Plays a sequence against a shop. Each order that was accepted is followed to its end before the next action, so that
 * what a later action sees does not depend on how quick the shop is.
 * @param name sets the sequence's keys and addresses apart
 */
export async function runSequence(client: Client, name: string, sessions: Sessions, actions: readonly Action[]): Promise<Step[]> {
  const carts: string[] = [];
  const orders: Placed[] = [];
  const bearerOf = (actor: Actor) => (actor === 'guest' ? {} : { bearer: sessions[actor] });
  const cartAt = (index: number) => carts[index] ?? noCart;
  const shownBy = (actor: Actor, { receipt }: Placed, withReceipt: boolean) => (withReceipt ? { bearer: receipt } : bearerOf(actor));

  async function untilFinal({ orderId, receipt }: Placed, isFinal = (status: string) => finals.has(status)): Promise<Answer> {
    const giveUp = Date.now() + 60_000;
    for (;;) {
      const answer = await client.ask('get', `/orders/${orderId}`, { bearer: receipt });
      const { status = '', stale = false } = answer.body as { status?: string; stale?: boolean };
      if (isFinal(status) && !stale) return answer;
      if (Date.now() > giveUp) throw new Error(`${name}: ${orderId} came to no end within a minute; last seen ${JSON.stringify(answer.body)}`);
      await pause(10);
    }
  }

  async function place(path: string, sent: Sent): Promise<Answer[]> {
    const answer = await client.ask('post', path, sent);
    if (answer.status !== 202) return [answer];
    const placed = answer.body as Placed;
    if (!orders.some(({ orderId }) => orderId === placed.orderId)) orders.push(placed);
    return [answer, await untilFinal(placed)];
  }

  async function cancel(placed: Placed, sent: Sent): Promise<Answer[]> {
    const before = await client.ask('get', `/orders/${placed.orderId}`, { bearer: placed.receipt });
    const answer = await client.ask('post', `/orders/${placed.orderId}/cancellation`, sent);
    const takesEffect = answer.status === 202 && (before.body as { status: string }).status !== 'rejected';
    return takesEffect ? [answer, await untilFinal(placed, (status) => status === 'cancelled')] : [answer];
  }

  const one = async (method: Method, path: string, sent?: Sent) => [await client.ask(method, path, sent)];

  function answersTo(action: Action): Promise<Answer[]> {
    switch (action.kind) {
      case 'search':
        return one('get', `/products?market=${action.market}&q=${encodeURIComponent(action.text)}&limit=3`);
      case 'product':
        return one('get', `/products/${action.sku}?market=${action.market}`);
      case 'newCart':
        return one('post', '/carts', bearerOf(action.actor)).then(([answer]) => {
          carts.push((answer!.body as { cartId: string }).cartId);
          return [answer!];
        });
      case 'putLine':
        return one('put', `/carts/${cartAt(action.cart)}/lines/${action.sku}`, { ...bearerOf(action.actor), body: { quantity: action.quantity } });
      case 'removeLine':
        return one('delete', `/carts/${cartAt(action.cart)}/lines/${action.sku}`, bearerOf(action.actor));
      case 'seeCart':
        return one('get', `/carts/${cartAt(action.cart)}`, bearerOf(action.actor));
      case 'order': {
        const { of, market, payment, email } = action;
        const address = email === null ? {} : { email: email.includes(' ') ? email : `${name}-${email}@example.org` };
        const what = { ...(of.kind === 'cart' ? {} : { lines: of.kind === 'lines' ? of.lines : [{ sku: 'MUG', quantity: 1 }] }), ...(of.kind === 'lines' ? {} : { cartId: cartAt(of.cart) }) };
        const body = { ...what, market, shipTo, payment: { token: payment }, ...address };
        return place('/orders', { ...bearerOf(action.actor), key: `${name}-key-${action.key}`.padEnd(16, '.'), body });
      }
      case 'look': {
        const placed = orders[action.order] ?? noOrder;
        return one('get', `/orders/${placed.orderId}`, shownBy(action.actor, placed, action.receipt));
      }
      case 'cancel': {
        const placed = orders[action.order] ?? noOrder;
        return cancel(placed, shownBy(action.actor, placed, action.receipt));
      }
      case 'list':
        return one('get', `/orders?limit=${action.limit}`, bearerOf(action.actor));
    }
  }

  const steps: Step[] = [];
  for (const action of actions) steps.push({ action, answers: await answersTo(action) });
  return steps;
}
